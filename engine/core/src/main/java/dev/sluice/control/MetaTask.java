package dev.sluice.control;

import dev.sluice.source.Node;
import dev.sluice.state.HostState;
import dev.sluice.state.PhaseContext;
import dev.sluice.task.TaskResult;
import dev.sluice.variables.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code meta}: steers handlers, hosts and connections. */
public final class MetaTask {
    private final PhaseContext context;
    private final ControlEvaluation evaluation;

    public MetaTask(PhaseContext context, ControlEvaluation evaluation) {
        this.context = context;
        this.evaluation = evaluation;
    }

    public void run(ControlCall call) {
        String what = call.task().arguments() instanceof Node.Scalar scalar
                ? scalar.text().strip()
                : "";
        List<HostState> wanted = new ArrayList<>();
        for (HostState host : call.hosts()) {
            Conditions.Decision decision = evaluation
                    .attempt(call, host, () -> evaluation.decide(call.task(), host, Map.of()))
                    .orElse(null);
            if (decision instanceof Conditions.Decision.Holds) {
                wanted.add(host);
            } else if (decision instanceof Conditions.Decision.Fails) {
                call.end(host, TaskResult.skipped());
            } else if (decision instanceof Conditions.Decision.Undecided undecided) {
                call.end(host, TaskResult.undecided(undecided.because()));
                if (call.runner().predicts()) {
                    ended(what, call, host).forEach(each -> each.mayEnd(undecided.because()));
                }
            }
        }
        switch (what) {
            case "noop", "refresh_inventory" -> {}
            case "flush_handlers" -> call.runner().flushHandlers(call.ref(), wanted);
            case "end_play", "end_batch", "end_host" -> {
                wanted.forEach(host -> ended(what, call, host).forEach(HostState::end));
                if (what.equals("end_play") && !wanted.isEmpty()) {
                    context.end();
                }
            }
            case "clear_facts" -> wanted.forEach(HostState::forgetGathered);
            case "clear_host_errors" -> wanted.forEach(HostState::recover);
            case "reset_connection" -> wanted.forEach(host -> host.target().disconnect());
            default ->
                wanted.forEach(host -> call.fail(
                        host,
                        "unknown 'meta: " + what + "'",
                        "known: noop, flush_handlers, end_play, end_batch, end_host, clear_facts,"
                                + " clear_host_errors, refresh_inventory, reset_connection"));
        }
    }

    /** The hosts for which the phase ends if the task is run on one. */
    private static List<HostState> ended(String what, ControlCall call, HostState host) {
        return switch (what) {
            case "end_play", "end_batch" -> call.hosts();
            case "end_host" -> List.of(host);
            default -> List.of();
        };
    }
}
