package dev.sluice.run;

import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.plan.EvaluationFailure;
import dev.sluice.plan.Renderer;
import dev.sluice.plan.TaskScope;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.SourceReader;
import dev.sluice.runbook.Task;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One walk over the phases, in check or in apply. */
final class Pass {
    /** How a phase ended. */
    enum PhaseEnding {
        WELL,
        SOME_LOST,
        ALL_LOST
    }

    private static final int FIRST_WINDOW = 400;

    private final Setup setup;
    private final Mode mode;
    private final Events events;
    private final Cancellation cancellation;
    private final Targets targets;
    private final HostPool pool;
    private final Predictions predictions;
    private final Instant now;
    private final Map<String, HostState> hosts = new ConcurrentHashMap<>();

    Pass(
            Setup setup,
            Mode mode,
            Events events,
            Cancellation cancellation,
            Targets targets,
            HostPool pool,
            Predictions predictions) {
        this.setup = setup;
        this.mode = mode;
        this.events = events;
        this.cancellation = cancellation;
        this.targets = targets;
        this.pool = pool;
        this.predictions = predictions;
        this.now = setup.clock().instant();
    }

    /** Runs one phase on all its hosts that are not lost. */
    PhaseEnding phase(Phase phase) {
        List<String> names = setup.hosts().matching(pattern(phase.hosts()));
        PhaseContext context = new PhaseContext(phase, names);
        Assembly assembly = new Assembly(phase, context);
        events.emit(new Event.PhaseStarted(phase.id(), phase.name(), names));
        List<HostState> all = ordered(phase, names).stream()
                .map(this::host)
                .filter(HostState::isActive)
                .toList();
        for (HostState host : all) {
            host.target(assembly.target(assembly.settings.connection(null, assembly.scopes.scope(host)), host));
        }
        List<HostState> lostBefore = names.stream()
                .map(this::host)
                .filter(host -> host.failedTask() != null)
                .toList();
        assembly.runner().leaveOut(lostBefore);
        if (cancellation.isRequested()) {
            assembly.runner().leaveOut(all);
            events.emit(new Event.PhaseFinished(phase.id(), phase.name()));
            return PhaseEnding.SOME_LOST;
        }
        for (List<HostState> batch : batches(phase, all)) {
            context.batch(batch.stream().map(HostState::name).toList());
            assembly.loadVarsFiles(batch);
            assembly.runner().run(batch);
            boolean tooMany = isTooMany(phase, batch);
            if (tooMany || batch.stream().allMatch(host -> host.failedTask() != null)) {
                break;
            }
        }
        events.emit(new Event.PhaseFinished(phase.id(), phase.name()));
        long lost = all.stream().filter(host -> host.failedTask() != null).count();
        if (lost == 0 && lostBefore.isEmpty()) {
            return PhaseEnding.WELL;
        }
        return lost == all.size() ? PhaseEnding.ALL_LOST : PhaseEnding.SOME_LOST;
    }

    private static boolean isTooMany(Phase phase, List<HostState> batch) {
        double most = phase.keywords()
                .text(Keyword.MAX_FAIL_PERCENTAGE)
                .map(Double::parseDouble)
                .orElse(100.0);
        long failed = batch.stream().filter(host -> host.failedTask() != null).count();
        return failed * 100.0 / Math.max(1, batch.size()) > most;
    }

    private String pattern(Node node) {
        Map<String, @Nullable Object> variables =
                new LinkedHashMap<>(setup.options().extraVariables());
        Object value = setup.renderer().value(node, dev.sluice.template.Scope.of(variables));
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(String::valueOf).toList());
        }
        return String.valueOf(value);
    }

    private static List<String> ordered(Phase phase, List<String> names) {
        List<String> ordered = new ArrayList<>(names);
        switch (phase.keywords().text(Keyword.ORDER).orElse("inventory").toLowerCase(Locale.ROOT)) {
            case "sorted" -> Collections.sort(ordered);
            case "reverse_sorted" -> ordered.sort(Collections.reverseOrder());
            case "reverse_inventory" -> Collections.reverse(ordered);
            default -> {}
        }
        return ordered;
    }

    /** The batches of {@code serial}: numbers, percentages, or a list of them of which the last is repeated. */
    private static List<List<HostState>> batches(Phase phase, List<HostState> hosts) {
        List<String> sizes = new ArrayList<>();
        phase.keywords().get(Keyword.SERIAL).ifPresent(node -> {
            if (node instanceof Node.Sequence sequence) {
                sequence.items().forEach(item -> sizes.add(((Node.Scalar) item).text()));
            } else if (node instanceof Node.Scalar scalar) {
                sizes.add(scalar.text());
            }
        });
        List<List<HostState>> batches = new ArrayList<>();
        int start = 0;
        while (start < hosts.size()) {
            String size = sizes.isEmpty() ? "100%" : sizes.get(Math.min(batches.size(), sizes.size() - 1));
            int count = size.endsWith("%")
                    ? (int) (hosts.size() * Double.parseDouble(size.replace("%", "")) / 100)
                    : Integer.parseInt(size);
            int end = count <= 0 && !size.endsWith("%")
                    ? hosts.size()
                    : Math.min(hosts.size(), start + Math.max(1, count));
            batches.add(hosts.subList(start, end));
            start = end;
        }
        return batches;
    }

    private HostState host(String name) {
        return hosts.computeIfAbsent(
                name,
                key -> new HostState(
                        key,
                        targets.of("unconnected", key, () -> new Target(key, Map.of())),
                        setup.hosts().variables(key)));
    }

    /** The parts that work together on one phase. */
    private final class Assembly implements CallFactory.Places, TaskRunner.Facts {
        private final Phase phase;
        private final PhaseContext context;
        private final Renderer renderer = setup.renderer();
        private final Conditions conditions = new Conditions(renderer);
        private final TagFilter tags =
                new TagFilter(setup.options().tags(), setup.options().skipTags());
        private final SettingsResolver settings;
        private final ScopeFactory scopes;
        private final CallFactory calls;
        private final LookAhead lookAhead;
        private final ThreadLocal<@Nullable Task> current = new ThreadLocal<>();
        private final List<Path> rolePaths;

        Assembly(Phase phase, PhaseContext context) {
            this.phase = phase;
            this.context = context;
            this.rolePaths = List.of(phase.directory().resolve("roles"));
            this.settings = new SettingsResolver(setup.options(), renderer, events.redactor());
            FactGathering gathering = new FactGathering(setup.registry(), phase, renderer.templates(), now);
            this.scopes = new ScopeFactory(
                    setup.options(), setup.hosts(), renderer, context, Pass.this::host, gathering::gather);
            this.calls = new CallFactory(
                    setup.registry(),
                    renderer,
                    scopes,
                    settings,
                    this,
                    events.redactor(),
                    setup.secrets(),
                    phase.directory(),
                    mode == Mode.CHECK);
            Upcoming upcoming = new Upcoming();
            upcoming.add(phase.preTasks());
            upcoming.add(phase.roles());
            upcoming.add(phase.tasks());
            upcoming.add(phase.postTasks());
            this.lookAhead = new LookAhead(upcoming, calls, conditions, tags, new ControlTasks(), now, FIRST_WINDOW);
        }

        PhaseRunner runner() {
            Turn turn = mode == Mode.CHECK
                    ? new CheckTurn(setup.connections(), this::ahead, predictions, now)
                    : new ApplyTurn(
                            setup.connections(), this::ahead, predictions, setup.consent(), events, cancellation, now);
            TaskRunner tasks = new TaskRunner(turn, calls, conditions, this, cancellation);
            ControlRunner control = new ControlRunner(
                    phase, calls, settings, conditions, renderer, this, events, setup.workingDirectory(), rolePaths);
            return new PhaseRunner(
                    phase, context, tasks, tags, pool, events, cancellation, control, (task, host, report) -> {
                        if (mode == Mode.CHECK) {
                            predictions.keep(task, host.name(), report.status());
                        } else {
                            predictions.compare(task, host.name(), report.status(), hasFailedStep(report));
                        }
                    });
        }

        private static boolean hasFailedStep(TaskReport report) {
            return report.steps().stream().anyMatch(step -> step.failure() != null)
                    || report.items().stream().anyMatch(item -> hasFailedStep(item.report()));
        }

        private Runnable ahead(HostState host) {
            return () -> {
                Task task = current.get();
                if (task != null) {
                    lookAhead.after(task, host);
                }
            };
        }

        @Override
        public HostState host(String name) {
            return Pass.this.host(name);
        }

        @Override
        public TargetState target(String connection, HostState host) {
            return targets.of(connection, host.name(), () -> described(connection, host));
        }

        private Target described(String connection, HostState host) {
            TaskScope scope = scopes.scope(host);
            Map<String, Object> variables = new LinkedHashMap<>();
            for (String name : scope.names()) {
                boolean connects = name.startsWith("ansible_") || name.startsWith("sandbox_");
                if (connects && !ScopeFactory.magicNames().contains(name)) {
                    settings.variable(scope, name).ifPresent(value -> variables.put(name, value));
                }
            }
            variables.put("ansible_connection", connection);
            variables.put("inventory_dir", setup.hosts().directory());
            variables.put("ansible_verbosity", (long) setup.options().verbosity());
            phase.keywords().text(Keyword.REMOTE_USER).ifPresent(user -> variables.putIfAbsent("ansible_user", user));
            phase.keywords().text(Keyword.PORT).ifPresent(port -> variables.putIfAbsent("ansible_port", port));
            if (!setup.options().user().isEmpty()) {
                variables.putIfAbsent("ansible_user", setup.options().user());
            }
            return new Target(host.name(), variables);
        }

        @Override
        public <T> T settle(HostState host, Task task, Fetcher.Attempt<T> attempt) throws UnreachableException {
            current.set(task);
            TargetState target = host.target();
            try {
                return attempt.get();
            } catch (MissingAnswerException | NotConnected needed) {
                target.lock().lock();
                try {
                    String connection = settings.connection(null, scopes.scope(host));
                    Session session = target.session(setup.connections().connector(connection), Become.NONE);
                    return Fetcher.settle(target, session, ahead(host), attempt);
                } finally {
                    target.lock().unlock();
                }
            }
        }

        /** Loads the phase's files of variables for each host; the names may be templates. */
        void loadVarsFiles(List<HostState> batch) {
            if (phase.varsFiles().isEmpty()) {
                return;
            }
            for (HostState host : batch) {
                List<Map<String, @Nullable Object>> loaded = new ArrayList<>();
                for (Node node : phase.varsFiles()) {
                    load(node, host).ifPresent(loaded::add);
                    context.varsFiles(host.name(), List.copyOf(loaded));
                }
            }
        }

        private java.util.Optional<Map<String, @Nullable Object>> load(Node node, HostState host) {
            List<Node> alternatives = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
            String problem = "";
            for (Node each : alternatives) {
                String name = String.valueOf(renderer.value(each, scopes.scope(host)));
                Path file = phase.directory().resolve(name);
                if (Files.exists(file)) {
                    try {
                        var variables = new SourceReader(setup.workingDirectory(), new Diagnostics())
                                .read(file, node.span())
                                .map(renderer::rawMapping);
                        variables.ifPresent(events.redactor()::addSecretsIn);
                        return variables;
                    } catch (EvaluationFailure closed) {
                        problem = "cannot use the file of variables '" + name + "': " + closed.explained();
                        break;
                    }
                }
                problem = "there is no file of variables '" + name + "'";
            }
            TaskRef ref = new TaskRef(
                    phase.id(),
                    phase.id() + "/vars_files",
                    "vars_files",
                    "vars_files",
                    node.span().toString(),
                    false);
            host.fail(ref);
            events.emit(new Event.TaskFinished(
                    ref, host.name(), TaskReport.of(Status.FAILED).withMessage(problem)));
            return java.util.Optional.empty();
        }
    }
}
