package dev.sluice.run;

import dev.sluice.control.ControlEvaluation;
import dev.sluice.control.ControlRunner;
import dev.sluice.control.IncludeTask;
import dev.sluice.control.IncludeVarsTask;
import dev.sluice.control.MetaTask;
import dev.sluice.journal.Explanation;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.TagFilter;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Failure;
import dev.sluice.state.HostState;
import dev.sluice.state.PhaseContext;
import dev.sluice.state.RunContext;
import dev.sluice.state.ScopeFactory;
import dev.sluice.state.Setup;
import dev.sluice.task.ApplyExecutor;
import dev.sluice.task.Bundler;
import dev.sluice.task.CallExecutor;
import dev.sluice.task.CallFactory;
import dev.sluice.task.CheckExecutor;
import dev.sluice.task.ComingTasks;
import dev.sluice.task.FactGathering;
import dev.sluice.task.Flags;
import dev.sluice.task.LookAhead;
import dev.sluice.task.TaskFacts;
import dev.sluice.task.TaskRefs;
import dev.sluice.task.TaskRunner;
import dev.sluice.variables.Conditions;
import dev.sluice.variables.Renderer;
import dev.sluice.variables.SettingsResolver;
import java.util.List;
import java.util.Optional;

/** Puts the parts together that work on one phase. */
final class PhaseAssembly {
    private static final int LOOK_AHEAD = 400;

    private final RunContext run;
    private final PhaseContext context;
    private final Conditions conditions;
    private final TagFilter tags;
    private final SettingsResolver settings;
    private final ScopeFactory scopes;
    private final CallFactory calls;
    private final PhaseTargets targets;
    private final ComingTasks coming;
    private final TaskFacts facts;

    /** @param access the hosts that the phase may use */
    PhaseAssembly(RunContext run, PhaseContext context, HostAccess access) {
        this.run = run;
        this.context = context;
        Setup setup = run.setup();
        Renderer renderer = setup.renderer();
        this.conditions = new Conditions(renderer);
        this.tags = setup.options().tags();
        this.settings = new SettingsResolver(setup.options(), renderer);
        FactGathering gathering = new FactGathering(setup.registry(), renderer, run.now());
        this.scopes = new ScopeFactory(setup, context, access::host, gathering::gather);
        this.targets = new PhaseTargets(run, context.phase(), scopes, settings, access);
        this.calls = new CallFactory(run, scopes, settings, targets);
        this.coming = coming();
        LookAhead lookAhead = new LookAhead(coming, calls, conditions, run.predictions(), run.now());
        this.facts = new TaskFacts(setup.connections(), scopes, settings, lookAhead);
    }

    private ComingTasks coming() {
        ComingTasks coming = new ComingTasks(tags, LOOK_AHEAD);
        Phase.Sections sections = context.phase().sections();
        List.of(sections.preTasks(), sections.main(), sections.postTasks()).forEach(coming::add);
        return coming;
    }

    PhaseTargets targets() {
        return targets;
    }

    VarsFiles varsFiles() {
        return new VarsFiles(run, context, scopes, facts);
    }

    /** How many hosts at a time; empty if that cannot be told, which loses all of them. */
    Optional<PhaseSizes> sizes(List<HostState> hosts) {
        HostState first = hosts.get(0);
        try {
            return Optional.of(facts.settle(
                    first, () -> PhaseSizes.of(context.phase(), run.setup().renderer(), scopes.scope(first))));
        } catch (Failure wrong) {
            HostLoss loss = new HostLoss(run, context.phase(), Keyword.SERIAL.word());
            hosts.forEach(host -> loss.of(host, context.phase().span(), Explanation.of(wrong)));
        } catch (UnreachableException lost) {
            HostLoss loss = new HostLoss(run, context.phase(), Keyword.SERIAL.word());
            hosts.forEach(host -> loss.unreachable(host, context.phase().span(), lost));
        }
        return Optional.empty();
    }

    PhaseRunner runner() {
        TaskRefs refs = new TaskRefs(context.phase(), calls, run.setup().renderer());
        Flags flags = new Flags(calls, settings);
        HostTaskRunner executor = new HostTaskRunner(
                run,
                new TaskRunner(executor(refs), calls, conditions, facts, run.cancellation()),
                flags,
                new HandlerCalls(run, context, calls, refs, facts));
        return new PhaseRunner(
                run, context, new PhaseTasks(tags, refs, flags, new HostOrder(calls)), executor, control());
    }

    private CallExecutor executor(TaskRefs refs) {
        return run.predicts()
                ? new CheckExecutor(run, facts::ahead)
                : new ApplyExecutor(
                        run,
                        facts::ahead,
                        new Bundler(coming, calls, conditions, refs, run.now()),
                        host -> context.isAlone());
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
