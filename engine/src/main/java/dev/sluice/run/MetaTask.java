package dev.sluice.run;

import dev.sluice.source.Node;
import java.util.List;
import java.util.Map;

/** {@code meta}: steers handlers, hosts and connections. */
final class MetaTask {
    private final PhaseContext context;
    private final ControlEvaluation evaluation;

    MetaTask(PhaseContext context, ControlEvaluation evaluation) {
        this.context = context;
        this.evaluation = evaluation;
    }

    void run(ControlCall call) {
        String what = call.task().arguments() instanceof Node.Scalar scalar
                ? scalar.text().strip()
                : "";
        List<HostState> wanted = call.hosts().stream()
                .filter(host -> evaluation.isWanted(call, host, Map.of()))
                .toList();
        switch (what) {
            case "noop", "refresh_inventory" -> {}
            case "flush_handlers" -> call.runner().flushHandlers(wanted);
            case "end_play", "end_batch" -> {
                if (!wanted.isEmpty()) {
                    call.hosts().forEach(HostState::end);
                    if (what.equals("end_play")) {
                        context.end();
                    }
                }
            }
            case "end_host" -> wanted.forEach(HostState::end);
            case "clear_facts" -> wanted.forEach(HostState::forgetGathered);
            case "clear_host_errors" -> wanted.forEach(HostState::recover);
            case "reset_connection" -> wanted.forEach(host -> host.target().disconnect());
            default ->
                wanted.forEach(host -> call.fail(
                        host,
                        "there is no 'meta: " + what + "'",
                        "known: noop, flush_handlers, end_play, end_batch, end_host, clear_facts,"
                                + " clear_host_errors, refresh_inventory, reset_connection"));
        }
    }
}
