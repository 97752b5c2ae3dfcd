package dev.sluice.variables;

import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.spi.Risk;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.value.Omitted;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the keywords of a task: the nearest one counts, environments are merged, and the variables
 * {@code ansible_become...} and {@code ansible_connection} win over keywords, as in Ansible.
 */
public final class SettingsResolver {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1");

    private final RunOptions options;
    private final Renderer renderer;

    public SettingsResolver(RunOptions options, Renderer renderer) {
        this.options = options;
        this.renderer = renderer;
    }

    public Settings resolve(Task task, TaskScope scope) {
        String delegate = text(task, Keyword.DELEGATE_TO, scope).orElse(null);
        for (Keyword keyword : List.of(Keyword.IGNORE_ERRORS, Keyword.IGNORE_UNREACHABLE)) {
            flag(task, keyword, scope); // used once the task has failed; what is wrong with it is found before that
        }
        number(task, Keyword.THROTTLE, scope);
        return new Settings(
                new Settings.Access(become(task, scope), connection(task, scope), environment(task, scope)),
                delegate,
                flag(task, Keyword.NO_LOG, scope).orElse(false),
                flag(task, Keyword.CHECK_MODE, scope)
                        .map(always -> always ? Settings.CheckMode.ALWAYS_PREDICTED : Settings.CheckMode.ALWAYS_RUN)
                        .orElse(Settings.CheckMode.OF_THE_RUN),
                new Settings.RiskRules(
                        text(task, Keyword.RISK, scope)
                                .map(SettingsResolver::risk)
                                .orElse(null),
                        confirmed(task, scope)));
    }

    private Set<String> confirmed(Task task, TaskScope scope) {
        Optional<Object> value = value(task, Keyword.CONFIRM, scope);
        if (value.isEmpty()) {
            return Set.of();
        }
        Set<String> resources = new LinkedHashSet<>();
        for (Object each : value.get() instanceof List<?> list ? list : Collections.singletonList(value.get())) {
            if (!(each instanceof String resource) || resource.isEmpty()) {
                throw new EvaluationFailure(
                        "'confirm' names no resource: " + each,
                        "name what may be destroyed, as the check shows it, e.g. confirm: /srv/old",
                        null);
            }
            resources.add(resource);
        }
        return resources;
    }

    private static Risk risk(String text) {
        try {
            return Risk.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException none) {
            throw new EvaluationFailure(
                    "'" + text + "' is not a valid risk", "use safe, disruptive or destructive", null);
        }
    }

    /** How a host is reached: the variable, then the keyword, then the command line; localhost needs no network. */
    public String connection(@Nullable Task task, TaskScope scope) {
        Optional<String> variable = variable(scope, "ansible_connection").map(String::valueOf);
        Optional<String> keyword = task == null ? Optional.empty() : text(task, Keyword.CONNECTION, scope);
        String chosen = variable.or(() -> keyword).orElse(options.login().connection());
        if (!chosen.isEmpty() && !chosen.equals("smart") && !chosen.equals("paramiko")) {
            return chosen;
        }
        Object name = scope.lookup("inventory_hostname");
        boolean hasAddress = variable(scope, "ansible_host").isPresent();
        return LOCAL_NAMES.contains(String.valueOf(name)) && !hasAddress ? "local" : "ssh";
    }

    private Become become(Task task, TaskScope scope) {
        boolean wanted = variable(scope, "ansible_become")
                .map(value -> truth(value))
                .or(() -> flag(task, Keyword.BECOME, scope))
                .orElse(options.login().become());
        if (!wanted) {
            return Become.NONE;
        }
        String user = variable(scope, "ansible_become_user")
                .map(String::valueOf)
                .or(() -> text(task, Keyword.BECOME_USER, scope))
                .orElse(
                        options.login().becomeUser().isEmpty()
                                ? "root"
                                : options.login().becomeUser());
        String method = variable(scope, "ansible_become_method")
                .map(String::valueOf)
                .or(() -> text(task, Keyword.BECOME_METHOD, scope))
                .orElse("sudo");
        String flags = variable(scope, "ansible_become_flags")
                .map(String::valueOf)
                .or(() -> text(task, Keyword.BECOME_FLAGS, scope))
                .orElse("");
        return new Become(method.replaceFirst("^(ansible|community)\\.[a-z]+\\.", ""), user, flags, password(scope));
    }

    private @Nullable Secret password(TaskScope scope) {
        for (String name : List.of(
                "ansible_become_password", "ansible_become_pass", "ansible_sudo_password", "ansible_sudo_pass")) {
            Optional<Object> value = variable(scope, name);
            if (value.isPresent()) {
                Secret secret = Secret.of(String.valueOf(value.get()));
                renderer.clear(secret);
                return secret;
            }
        }
        return null;
    }

    private Map<String, String> environment(Task task, TaskScope scope) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (Keywords keywords : task.scope()) {
            keywords.get(Keyword.ENVIRONMENT)
                    .ifPresent(node -> addEnvironment(renderer.clear(renderer.value(node, scope)), merged));
        }
        return merged;
    }

    private void addEnvironment(@Nullable Object value, Map<String, String> merged) {
        if (value instanceof List<?> list) {
            list.forEach(each -> addEnvironment(each, merged));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (each instanceof Unknown unknown) {
                    throw new UnknownAnswerException(unknown.reason());
                }
                if (each != Omitted.OMITTED) {
                    merged.put(String.valueOf(name), each == null ? "" : String.valueOf(each));
                }
            });
        }
    }

    public Optional<Object> variable(TaskScope scope, String name) {
        Object value = scope.withoutFacts().lookup(name);
        if (value == null || value instanceof Undefined) {
            return Optional.empty();
        }
        Object rendered = scope.holdsTemplates(name) ? renderer.rendered(value, scope, null) : value;
        return Optional.ofNullable(renderer.clear(rendered)).filter(each -> each != Omitted.OMITTED);
    }

    public Optional<String> text(Task task, Keyword keyword, TaskScope scope) {
        return value(task, keyword, scope).map(String::valueOf);
    }

    /** Whether the texts that a task changes are shown: as its {@code diff} says, else as the person asks. */
    public boolean difference(Task task, TaskScope scope) {
        return flag(task, Keyword.DIFF, scope).orElse(options.display().difference());
    }

    public Optional<Boolean> flag(Task task, Keyword keyword, TaskScope scope) {
        return value(task, keyword, scope).map(SettingsResolver::truth);
    }

    /**
     * The number that the nearest keyword gives.
     *
     * @throws EvaluationFailure if it gives something else
     */
    public Optional<Double> number(Task task, Keyword keyword, TaskScope scope) {
        return nearest(task, keyword, scope)
                .map(found -> Numbers.of(found.value(), keyword, found.node().span()));
    }

    /** The value of the nearest keyword, in the clear. */
    public Optional<Object> value(Task task, Keyword keyword, TaskScope scope) {
        return nearest(task, keyword, scope).map(Found::value);
    }

    private record Found(Node node, Object value) {}

    private Optional<Found> nearest(Task task, Keyword keyword, TaskScope scope) {
        List<Keywords> all = task.scope();
        for (int index = all.size() - 1; index >= 0; index--) {
            Optional<Node> node = all.get(index).get(keyword);
            if (node.isPresent()) {
                Object value = renderer.clear(renderer.value(node.get(), scope));
                if (value instanceof Unknown unknown) {
                    throw new UnknownAnswerException(unknown.reason());
                }
                boolean empty = "".equals(value) && keyword != Keyword.CONFIRM; // which refuses to confirm nothing
                if (value != null && value != Omitted.OMITTED && !empty) {
                    return Optional.of(new Found(node.get(), value));
                }
            }
        }
        return Optional.empty();
    }

    /** What Ansible takes for true where a boolean is expected. */
    public static boolean truth(Object value) {
        return Set.of("true", "yes", "on", "1", "y", "t")
                .contains(String.valueOf(value).toLowerCase(Locale.ROOT));
    }
}
