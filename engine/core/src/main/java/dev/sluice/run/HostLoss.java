package dev.sluice.run;

import dev.sluice.journal.Event;
import dev.sluice.journal.Explanation;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.runbook.Phase;
import dev.sluice.source.Span;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.state.HostState;
import dev.sluice.state.RunContext;

/** Hosts that are lost before the first task, because a keyword of the phase cannot be used for them. */
final class HostLoss {
    private final RunContext run;
    private final Phase phase;
    private final String keyword;

    /** @param keyword what cannot be used, as the runbook writes it */
    HostLoss(RunContext run, Phase phase, String keyword) {
        this.run = run;
        this.phase = phase;
        this.keyword = keyword;
    }

    void of(HostState host, Span span, Explanation why) {
        TaskRef ref = ref(span);
        host.fail(ref);
        tell(ref, host, TaskReport.of(Status.FAILED).withExplanation(why));
    }

    void unreachable(HostState host, Span span, UnreachableException why) {
        TaskRef ref = ref(span);
        host.failUnreachable(ref);
        tell(ref, host, TaskReport.of(Status.UNREACHABLE).withMessage(String.valueOf(why.getMessage())));
    }

    private void tell(TaskRef ref, HostState host, TaskReport report) {
        run.events().emit(new Event.TaskFinished(ref, host.name(), report));
    }

    private TaskRef ref(Span span) {
        return new TaskRef(phase.id(), phase.id() + "/" + keyword, keyword, keyword, span.toString(), false);
    }
}
