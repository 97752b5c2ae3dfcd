package dev.sluice.connection;

import dev.sluice.connection.facts.FactFileException;
import dev.sluice.connection.facts.FactStore;
import dev.sluice.connection.facts.FactStore.Asked;
import dev.sluice.connection.facts.FactStore.Recorded;
import dev.sluice.overlay.Observations;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.value.Answer;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A simulated target: recorded answers with the effects of the steps that were simulated. Thread-safe. */
final class SandboxHost implements Observations {
    /** A record that is not understood; passes through the overlay. */
    static final class UnreadableRecordException extends RuntimeException {
        UnreadableRecordException(FactFileException cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    private final String name;
    private final FactStore store;
    private final InstantSource clock;
    private final Overlay overlay;
    /** What was asked and is not recorded. */
    private final Set<Asked> asked = new LinkedHashSet<>();

    private boolean changed;

    SandboxHost(String name, FactStore store, InstantSource clock) {
        this.name = name;
        this.store = store;
        this.clock = clock;
        this.overlay = new Overlay(this);
    }

    /** As whom the recorded connection logged in; root if that is not known. */
    synchronized String login() {
        return store.login(name).orElseGet(() -> {
            Set<String> users = new LinkedHashSet<>();
            store.questions(name).forEach(each -> users.add(each.user()));
            return users.size() == 1 ? users.iterator().next() : "root";
        });
    }

    /**
     * The answer as things are now.
     *
     * @throws UnreadableRecordException if there is a record that is not understood
     */
    synchronized Answer<?> answer(Fact<?> fact, String user) {
        Asked question = new Asked(fact, user);
        if (!store.contains(name, question)) {
            asked.add(question);
        }
        return changed ? overlay.answer(fact, user) : observed(fact, Viewpoint.of(user));
    }

    synchronized void apply(List<Effect> effects) {
        overlay.addAll(effects);
        changed |= !effects.isEmpty();
    }

    @Override
    public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
        try {
            Optional<Recorded<V>> found = store.find(name, from.user(), fact);
            return found.isPresent()
                    ? found.get().answer()
                    : Answer.unknown(fact.describe() + " (seen by " + from.user()
                            + "), which is not among the recorded facts of " + name);
        } catch (FactFileException notUnderstood) {
            throw new UnreadableRecordException(notUnderstood);
        }
    }

    /** Whether a step was simulated that has effects. */
    synchronized boolean isChanged() {
        return changed;
    }

    /** Stores every answer that is known by now: to what was recorded and to what was asked. */
    synchronized void settle(FactStore destination) {
        Set<Asked> questions = new LinkedHashSet<>(store.questions(name));
        questions.addAll(asked);
        destination.setLogin(name, login());
        for (Asked question : questions) {
            settle(question, destination);
        }
    }

    private void settle(Asked question, FactStore destination) {
        try {
            Answer<?> now = overlay.answer(question.fact(), question.user());
            Optional<? extends Recorded<?>> before = store.find(name, question.user(), question.fact());
            boolean same = before.isPresent() && before.get().answer().equals(now);
            if (before.isPresent() || now.isKnown()) {
                destination.put(
                        name,
                        question.user(),
                        question.fact(),
                        now,
                        same ? before.get().read() : clock.instant());
            }
        } catch (FactFileException | UnreadableRecordException notUnderstood) {
            // What was not understood at the start was not altered either: it has no place in the new state.
            return;
        }
    }
}
