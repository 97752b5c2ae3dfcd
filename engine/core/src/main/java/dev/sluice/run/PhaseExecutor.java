package dev.sluice.run;

import dev.sluice.journal.Event;
import dev.sluice.order.OtherPhases;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.spi.Target;
import dev.sluice.state.HostState;
import dev.sluice.state.PhaseContext;
import dev.sluice.state.PhaseHosts;
import dev.sluice.state.RunContext;
import dev.sluice.variables.SettingsResolver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs phases on their hosts, and knows of every host what the phases before made of it. */
final class PhaseExecutor {
    /** How a phase ended. */
    enum PhaseEnding {
        /** No host was lost. */
        WELL,
        /** Some hosts were lost; what follows goes on without them. */
        SOME_LOST,
        /** No host was left in a batch, so that nothing may follow. */
        BROKEN_OFF
    }

    private final RunContext run;
    private final Map<String, HostState> hosts = new ConcurrentHashMap<>();

    PhaseExecutor(RunContext run) {
        this.run = run;
    }

    /**
     * Runs one phase on all its hosts that are not lost.
     *
     * @param others what may be run at the same time
     */
    PhaseEnding run(Phase phase, OtherPhases others) {
        List<String> names = new PhaseHosts(run.setup()).of(phase);
        PhaseContext context = new PhaseContext(phase, names);
        PhaseAssembly assembly = new PhaseAssembly(run, context, new HostAccess(this::host, others));
        PhaseRunner runner = assembly.runner();
        run.events().emit(new Event.PhaseStarted(phase.id(), phase.name(), names));
        if (names.isEmpty()) {
            run.events()
                    .emit(new Event.Warning(
                            "phase '" + phase.name() + "' is skipped: it has no host within the limit",
                            phase.span().toString()));
        }
        List<HostState> all =
                Batches.ordered(phase, names).stream().map(this::host).toList();
        context.look(all);
        runner.leaveOut(all.stream().filter(HostState::isLost).toList());
        List<HostState> taking = all.stream().filter(host -> !host.isLost()).toList();
        taking.forEach(assembly.targets()::assign);
        boolean gathersFacts = phase.keywords()
                .text(Keyword.GATHER_FACTS)
                .map(SettingsResolver::truth)
                .orElse(true);
        Optional<PhaseSizes> sizes = taking.isEmpty() ? Optional.empty() : assembly.sizes(taking);
        boolean brokenOff = sizes.isEmpty() && !taking.isEmpty();
        List<List<HostState>> batches =
                sizes.map(each -> Batches.of(each, taking)).orElse(List.of());
        for (List<HostState> batch : batches) {
            if (brokenOff) {
                runner.leaveOut(batch, "no host was left in a batch before it");
                continue;
            }
            if (run.cancellation().isRequested()) {
                runner.leaveOut(batch);
                continue;
            }
            if (context.isEnded()) {
                break;
            }
            context.batch(batch.stream().map(HostState::name).toList());
            batch.forEach(host -> host.begin(gathersFacts));
            batch.forEach(assembly.varsFiles()::load);
            runner.run(batch, sizes.orElseThrow());
            brokenOff = batch.stream().allMatch(HostState::isLost);
        }
        run.events().emit(new Event.PhaseFinished(phase.id(), phase.name()));
        if (brokenOff) {
            return PhaseEnding.BROKEN_OFF;
        }
        return all.stream().anyMatch(HostState::isLost) || run.cancellation().isRequested()
                ? PhaseEnding.SOME_LOST
                : PhaseEnding.WELL;
    }

    private HostState host(String name) {
        return hosts.computeIfAbsent(
                name, key -> new HostState(key, run.targets().of("unconnected", key, () -> new Target(key, Map.of()))));
    }
}
