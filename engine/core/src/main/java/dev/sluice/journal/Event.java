package dev.sluice.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run. Events carry plain data only, so that a run can be reported, recorded and later
 * resumed from them. Within a run the order of a task's events on a target is: started, then for each step intended and
 * finished, then finished; a task that was not begun has only the last of them. A phase starts before its tasks and
 * finishes after them; several phases may be under way at once.
 */
public sealed interface Event {
    /** The index of a step that belongs to no loop. */
    int NO_ITEM = -1;

    /**
     * The first event of a run.
     *
     * @param run the id of the run
     * @param runbooks the runbooks, as given
     * @param inventories the inventories, as given
     * @param targets every target that takes part, in order
     * @param arguments the arguments of the command line, in order
     * @param started when it started
     * @param version the version of Sluice
     */
    // More than five: a line of the journal, one for each question that is asked about a run.
    record RunStarted(
            String run,
            Mode mode,
            List<String> runbooks,
            List<String> inventories,
            List<String> targets,
            List<String> arguments,
            Instant started,
            String version)
            implements Event {}

    /**
     * A phase was begun only after another one that it does not need, because the two could disturb each other. Before
     * its {@link PhaseStarted}.
     *
     * @param phase the id of the phase
     * @param after the id of the other one
     * @param because what they have in common, as a clause without a full stop
     */
    record PhaseOrdered(String phase, String after, String because) implements Event {}

    /** A phase begins. */
    record PhaseStarted(String phase, String name, List<String> targets) implements Event {}

    /** Every task of a phase has ended. */
    record PhaseFinished(String phase, String name) implements Event {}

    /** A task begins on a target. */
    record TaskStarted(TaskRef task, String target) implements Event {}

    /**
     * A step is about to be carried out. It is on disk before the step begins.
     *
     * @param kind what kind of step, e.g. {@code Run} or {@code Write}
     * @param description the action as a person would type or say it
     */
    record StepIntended(StepRef step, String kind, String description) implements Event {}

    /**
     * A step has ended. It is on disk before the next one begins.
     *
     * @param result what it came to, in a few words, e.g. {@code exit code 0}; empty if there is nothing to say
     * @param failure one clear line; null if it succeeded
     * @param simulated whether nothing really ran (the sandbox)
     */
    record StepFinished(
            StepRef step, String result, @Nullable String failure, boolean simulated, Duration duration)
            implements Event {}

    /** A task has ended on a target. */
    record TaskFinished(TaskRef task, String target, TaskReport report) implements Event {}

    /** A task has called for a handler. */
    record Notified(TaskRef task, String target, String handler) implements Event {}

    /**
     * Something the user should know that does not stop the run.
     *
     * @param place where it stands, as {@code file:line:column}; empty if it stands nowhere
     */
    record Warning(String text, String place) implements Event {}

    /**
     * What a task is doing right now. Not journalled, at most once a second for a step, and never for a task with
     * {@code no_log}.
     *
     * @param text in a few words
     * @param transfer how much is transferred; null if the step transfers nothing
     */
    record Progress(
            TaskRef task,
            String target,
            String text,
            @Nullable Transfer transfer) implements Event {}

    /**
     * How much is transferred.
     *
     * @param done bytes up to now
     * @param total bytes in all; 0 if that is not known
     * @param perSecond bytes in a second, just now
     */
    record Transfer(long done, long total, long perSecond) {
        /** {@code 42 % of 120.0 MB, 31.5 MB/s}. */
        public String inWords() {
            String share = total <= 0 ? megabytes(done) : done * 100 / total + " % of " + megabytes(total);
            return share + ", " + megabytes(perSecond) + "/s";
        }

        private static String megabytes(long bytes) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        }
    }

    /**
     * A person or a signal asked the run to stop.
     *
     * @param atOnce whether the running step is ended too; else it is finished first
     */
    record StopRequested(boolean atOnce) implements Event {}

    /** After an apply: what was predicted beside what came. Before {@link RunFinished}. */
    record PredictionsCompared(List<Prediction> rows) implements Event {}

    /** The last event of a run. */
    record RunFinished(RunSummary summary) implements Event {}
}
