package dev.sluice.run;

import dev.sluice.journal.Events;
import dev.sluice.journal.Mode;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.plan.Renderer;
import dev.sluice.runbook.Phase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Puts the parts together that work on one phase. */
final class PhaseAssembly {
    private static final int FIRST_WINDOW = 400;

    private final Setup setup;
    private final Mode mode;
    private final Phase phase;
    private final PhaseContext context;
    private final Events events;
    private final Cancellation cancellation;
    private final HostPool pool;
    private final Predictions predictions;
    private final Instant now;
    private final Conditions conditions;
    private final TagFilter tags;
    private final SettingsResolver settings;
    private final ScopeFactory scopes;
    private final CallFactory calls;
    private final PhaseTargets phaseTargets;
    private final TaskFacts facts;

    /**
     * @param allHosts what the pass knows of a host, by name
     * @param others what may be run at the same time
     * @param now the moment that the pass began
     */
    PhaseAssembly(
            Setup setup,
            Mode mode,
            Phase phase,
            PhaseContext context,
            Events events,
            Cancellation cancellation,
            Targets targets,
            HostPool pool,
            Predictions predictions,
            Function<String, HostState> allHosts,
            OtherPhases others,
            Instant now) {
        this.setup = setup;
        this.mode = mode;
        this.phase = phase;
        this.context = context;
        this.events = events;
        this.cancellation = cancellation;
        this.pool = pool;
        this.predictions = predictions;
        this.now = now;
        Function<String, HostState> hosts = name -> {
            others.requireFree(name);
            return allHosts.apply(name);
        };
        Renderer renderer = setup.renderer();
        this.conditions = new Conditions(renderer);
        this.tags = new TagFilter(setup.options().tags(), setup.options().skipTags());
        this.settings = new SettingsResolver(setup.options(), renderer, events.redactor());
        FactGathering gathering = new FactGathering(setup.registry(), renderer.templates(), now);
        this.scopes = new ScopeFactory(
                setup.options(), setup.hosts(), renderer, context, hosts, gathering::gather, setup.workingDirectory());
        this.phaseTargets = new PhaseTargets(setup, phase, scopes, settings, targets, hosts, others);
        this.calls = new CallFactory(
                setup.registry(),
                renderer,
                scopes,
                settings,
                phaseTargets,
                events.redactor(),
                setup.secrets(),
                mode == Mode.CHECK);
        Upcoming upcoming = new Upcoming();
        upcoming.add(phase.preTasks());
        upcoming.add(phase.roles());
        upcoming.add(phase.tasks());
        upcoming.add(phase.postTasks());
        LookAhead lookAhead = new LookAhead(upcoming, calls, conditions, tags, new ControlTasks(), now, FIRST_WINDOW);
        this.facts = new TaskFacts(setup.connections(), scopes, settings, lookAhead);
    }

    PhaseTargets targets() {
        return phaseTargets;
    }

    VarsFiles varsFiles() {
        VariableFiles files = new VariableFiles(setup.workingDirectory(), setup.renderer());
        return new VarsFiles(phase, context, setup.renderer(), scopes, files, facts, events);
    }

    PhaseRunner runner() {
        Turn turn = mode == Mode.CHECK
                ? new CheckTurn(setup.connections(), facts::ahead, predictions, now)
                : new ApplyTurn(
                        setup.connections(), facts::ahead, predictions, setup.consent(), events, cancellation, now);
        TaskRunner tasks = new TaskRunner(turn, calls, conditions, facts, cancellation);
        TaskRefs refs = new TaskRefs(phase, calls, setup.renderer());
        return new PhaseRunner(
                phase,
                context,
                tasks,
                tags,
                pool,
                events,
                cancellation,
                control(),
                refs,
                new Flags(calls, settings),
                new HandlerCalls(context, calls, setup.renderer(), refs, facts, events),
                new TurnOrder(calls),
                this::ended);
    }

    private ControlRunner control() {
        Renderer renderer = setup.renderer();
        Path directory = setup.workingDirectory();
        ControlEvaluation evaluation = new ControlEvaluation(calls, conditions, renderer, facts);
        List<Path> rolePaths = List.of(phase.directory().resolve("roles"));
        return new ControlRunner(
                new MetaTask(context, evaluation),
                new IncludeVarsTask(phase, evaluation, calls, renderer, events.redactor(), directory),
                new IncludeTask(context, evaluation, calls, renderer, directory, rolePaths));
    }

    private void ended(TaskRef task, HostState host, TaskReport report) {
        if (mode == Mode.CHECK) {
            predictions.keep(task, host.name(), report.status());
        } else {
            predictions.compare(task, host.name(), report.status(), hasFailedStep(report));
        }
    }

    private static boolean hasFailedStep(TaskReport report) {
        return report.steps().stream().anyMatch(step -> step.failure() != null)
                || report.items().stream().anyMatch(item -> hasFailedStep(item.report()));
    }
}
