package dev.sluice.run;

import dev.sluice.plan.Renderer;
import dev.sluice.runbook.Phase;

/** Puts the parts together that work on one phase. */
final class PhaseAssembly {
    private static final int FIRST_WINDOW = 400;

    private final RunContext run;
    private final PhaseContext context;
    private final Conditions conditions;
    private final TagFilter tags;
    private final SettingsResolver settings;
    private final ScopeFactory scopes;
    private final CallFactory calls;
    private final PhaseTargets targets;
    private final TaskFacts facts;

    /** @param access the hosts that the phase may use */
    PhaseAssembly(RunContext run, PhaseContext context, HostAccess access) {
        this.run = run;
        this.context = context;
        Setup setup = run.setup();
        Renderer renderer = setup.renderer();
        this.conditions = new Conditions(renderer);
        this.tags = new TagFilter(setup.options().tags(), setup.options().skipTags());
        this.settings = new SettingsResolver(setup.options(), renderer);
        FactGathering gathering = new FactGathering(setup.registry(), renderer, run.now());
        this.scopes = new ScopeFactory(setup, context, access::host, gathering::gather);
        this.targets = new PhaseTargets(run, context.phase(), scopes, settings, access);
        this.calls = new CallFactory(run, scopes, settings, targets);
        this.facts = new TaskFacts(setup.connections(), scopes, settings, lookAhead());
    }

    private LookAhead lookAhead() {
        Phase phase = context.phase();
        ComingTasks coming = new ComingTasks();
        coming.add(phase.preTasks());
        coming.add(phase.roles());
        coming.add(phase.tasks());
        coming.add(phase.postTasks());
        return new LookAhead(coming, calls, conditions, tags, new ControlTasks(), run.now(), FIRST_WINDOW);
    }

    PhaseTargets targets() {
        return targets;
    }

    VarsFiles varsFiles() {
        return new VarsFiles(run, context, scopes, facts);
    }

    PhaseRunner runner() {
        TaskRefs refs = new TaskRefs(context.phase(), calls, run.setup().renderer());
        Flags flags = new Flags(calls, settings);
        HostTaskRunner executor = new HostTaskRunner(
                run,
                new TaskRunner(turn(), calls, conditions, facts, run.cancellation()),
                flags,
                new HandlerCalls(run, context, calls, refs, facts));
        return new PhaseRunner(
                run, context, new PhaseTasks(tags, refs, flags, new HostOrder(calls)), executor, control());
    }

    private Turn turn() {
        Setup setup = run.setup();
        return run.predicts()
                ? new CheckTurn(setup.connections(), facts::ahead, run.predictions(), run.now())
                : new ApplyTurn(
                        setup.connections(),
                        facts::ahead,
                        run.predictions(),
                        setup.consent(),
                        run.events(),
                        run.cancellation(),
                        run.now());
    }

    private ControlRunner control() {
        Setup setup = run.setup();
        ControlEvaluation evaluation = new ControlEvaluation(calls, conditions, setup.renderer(), facts);
        return new ControlRunner(
                new MetaTask(context, evaluation),
                new IncludeVarsTask(run, context.phase(), evaluation, calls),
                new IncludeTask(setup, context, evaluation, calls));
    }
}
