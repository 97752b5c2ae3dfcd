package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A module that is held to its contract each time the engine lets it plan: a plan that is made twice is equal, the world
 * that it predicts needs no further change. What it shows of its secrets is noted.
 */
final class HeldModule<P extends Record> implements Module<P> {
    private final Module<P> module;
    private final Map<String, Object> secretValues = new ConcurrentHashMap<>();
    private final Set<String> secretsGiven = ConcurrentHashMap.newKeySet();
    private final Set<String> secretsShown = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Plan planned;
    private volatile @Nullable RuntimeException thrown;

    HeldModule(Module<P> module) {
        this.module = module;
    }

    @Override
    public Plan plan(P wanted, Facts facts) {
        try {
            planned = held(wanted, facts);
            thrown = null;
            return planned;
        } catch (RuntimeException stopped) {
            thrown = stopped;
            throw stopped;
        }
    }

    private Plan held(P wanted, Facts facts) {
        Plan plan = module.plan(wanted, facts);
        assertThat(module.plan(wanted, facts).changes())
                .as("%s: planning twice gives the same plan", name())
                .isEqualTo(plan.changes());
        if (!states(plan).isEmpty()) {
            assertConverges(wanted, facts.after(plan.changes()));
        }
        look(wanted, plan);
        remember(plan.values());
        return plan.withCompletion(outcomes -> {
            Map<String, Object> values = plan.completion().values(outcomes);
            remember(values);
            return values;
        });
    }

    private void assertConverges(P wanted, Facts predicted) {
        try {
            assertThat(states(module.plan(wanted, predicted)))
                    .as("%s: in the predicted world nothing is left to change", name())
                    .isEmpty();
        } catch (UnknownAnswerException unknown) {
            // what cannot be known beforehand is compared after the apply
        }
    }

    private static List<Change> states(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.kind() == Change.Kind.STATE)
                .toList();
    }

    /** Events are redacted, but a plan has to be fit to be shown as it is. */
    private void look(P wanted, Plan plan) {
        List<String> shown = new ArrayList<>(plan.warnings());
        for (Change change : plan.changes()) {
            shown.add(change.resource() + change.what() + change.before() + change.after());
            shown.add(String.valueOf(change.difference()));
            shown.add(change.undo() == null ? "" : change.undo().description());
            change.steps().stream().map(step -> step.describe()).forEach(shown::add);
        }
        for (String secret : SecretParameters.of(wanted)) {
            secretsGiven.add(secret);
            shown.stream().filter(text -> text.contains(secret)).forEach(secretsShown::add);
        }
    }

    /** The secrets among the parameters. */
    Set<String> secretsGiven() {
        return secretsGiven;
    }

    /** Texts of plans that have such a secret. */
    Set<String> secretsShown() {
        return secretsShown;
    }

    private void remember(Map<String, Object> values) {
        values.forEach((name, value) -> {
            if (value instanceof Secret) {
                secretValues.put(name, value);
            }
        });
    }

    /**
     * The plan that was made last.
     *
     * @throws RuntimeException what was thrown in its place
     */
    Plan planned() {
        if (thrown != null) {
            throw thrown;
        }
        return Objects.requireNonNull(planned, "nothing was planned");
    }

    /** Values that the module registered as secrets; events do not have them. */
    Map<String, Object> secretValues() {
        return secretValues;
    }

    @Override
    public String name() {
        return module.name();
    }

    @Override
    public List<String> aliases() {
        return module.aliases();
    }

    @Override
    public Class<P> parameters() {
        return module.parameters();
    }

    @Override
    public Set<Protocol> needs() {
        return module.needs();
    }

    @Override
    public boolean gathersFacts() {
        return module.gathersFacts();
    }

    @Override
    public boolean altersNothing() {
        return module.altersNothing();
    }

    @Override
    public List<Effect> undecided(P wanted, String reason) {
        return module.undecided(wanted, reason);
    }
}
