package dev.sluice.journal.report;

import dev.sluice.journal.Event;
import dev.sluice.journal.Event.Notified;
import dev.sluice.journal.Event.PhaseFinished;
import dev.sluice.journal.Event.PhaseStarted;
import dev.sluice.journal.Event.Progress;
import dev.sluice.journal.Event.RunFinished;
import dev.sluice.journal.Event.RunStarted;
import dev.sluice.journal.Event.StepIntended;
import dev.sluice.journal.Event.StopRequested;
import dev.sluice.journal.Event.TaskFinished;
import dev.sluice.journal.Event.TaskStarted;
import dev.sluice.journal.EventListener;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Status;
import dev.sluice.journal.StepRef;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.journal.report.Gathering.Gathered;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person at a terminal, or who reads a log, what happens. On a terminal, lines at the bottom show what each target
 * is doing; they are gone when the run has ended.
 */
public final class ConsoleListener implements EventListener, AutoCloseable {
    private static final long REDRAW_MILLIS = 200;

    private final PrintStream out;
    private final ConsoleStyle style;
    private final Paint paint;
    private final Clock clock;
    private final RunHistory history = new RunHistory(SummaryLines::needed);
    private final LiveLines live;
    private final Map<String, PhaseOutput> phases = new LinkedHashMap<>();

    private TaskLines taskLines;
    private String currentPhase = "";
    private @Nullable ScheduledExecutorService ticker;

    /** A phase under way. */
    private record PhaseOutput(PhaseStarted phase, Gathering gathering, Map<NotRun, List<String>> notRun) {
        PhaseOutput(PhaseStarted phase) {
            this(phase, new Gathering(phase.targets()), new LinkedHashMap<>());
        }
    }

    /** What was not run, a target or a number of tasks, and why. */
    private record NotRun(String what, String because) {}

    /** @param out where it is written; not closed */
    public ConsoleListener(PrintStream out, ConsoleStyle style, Clock clock) {
        this.out = out;
        this.style = style;
        this.clock = clock;
        paint = new Paint(style.colour());
        live = new LiveLines(style, paint);
        taskLines = new TaskLines(style, paint, true);
    }

    /** What is under way is shown when it happens, whatever comes first in the runbook. */
    @Override
    public synchronized void happened(Event event) {
        if (event instanceof TaskStarted started) {
            live.started(started.target(), started.task().name(), clock.instant());
        } else if (event instanceof StepIntended intended) {
            StepRef step = intended.step();
            live.progress(step.target(), step.task().name(), intended.description(), clock.instant());
        } else if (event instanceof Progress progress) {
            live.progress(progress.target(), progress.task().name(), progress.text(), clock.instant());
            if (!style.live()) {
                print(live.told(progress.target(), clock.instant()));
            }
        } else if (event instanceof TaskFinished finished) {
            live.finished(finished.target());
        }
    }

    @Override
    public synchronized void on(Event event) {
        history.on(event);
        if (event instanceof RunStarted started) {
            begin(started);
        } else if (event instanceof PhaseStarted started) {
            phases.put(started.phase(), new PhaseOutput(started));
        } else if (event instanceof TaskStarted started) {
            PhaseOutput phase = phase(started.task(), started.target());
            print(phase, phase.gathering().started(started.task(), started.target()));
        } else if (event instanceof TaskFinished finished) {
            finish(finished.task(), finished.target(), finished.report());
        } else if (event instanceof Notified notified && style.verbosity() > 0) {
            print(List.of(paint.dim("      notifies " + Words.line(notified.handler()) + " on " + notified.target())));
        } else if (event instanceof StopRequested stop && !history.isCheck()) {
            print(List.of(
                    "",
                    paint.bold(
                            stop.atOnce()
                                    ? "Stopping immediately: running steps are terminated"
                                    : "Stopping: running steps finish, no further ones are started;"
                                            + " press Ctrl-C again to terminate them")));
        } else if (event instanceof PhaseFinished finished) {
            end(phases.remove(finished.phase()));
        } else if (event instanceof RunFinished finished) {
            List.copyOf(phases.values()).forEach(this::end);
            phases.clear();
            close();
            print(new SummaryLines(history, style, paint).lines(finished.summary()));
        }
    }

    private void begin(RunStarted run) {
        taskLines = new TaskLines(style, paint, run.mode() == Mode.CHECK);
        String mode = run.mode() == Mode.CHECK ? "check" : "apply";
        print(List.of(paint.bold("sluice " + mode + " " + String.join(" ", run.runbooks()))
                + paint.dim("  " + Words.count(run.targets().size(), "target")
                        + (run.inventories().isEmpty() ? "" : " of " + String.join(", ", run.inventories()))
                        + (run.mode() == Mode.CHECK ? ", nothing will be changed" : ", run " + run.run()))));
        if (style.live() && ticker == null) {
            ticker = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "console");
                thread.setDaemon(true);
                return thread;
            });
            var unused = ticker.scheduleAtFixedRate(
                    () -> print(List.of()), REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private PhaseOutput phase(TaskRef task, String target) {
        return phases.computeIfAbsent(task.phase(), id -> new PhaseOutput(new PhaseStarted(id, id, List.of(target))));
    }

    private void finish(TaskRef task, String target, TaskReport report) {
        PhaseOutput phase = phase(task, target);
        if (report.status() == Status.CANCELLED && style.verbosity() == 0) {
            phase.notRun()
                    .computeIfAbsent(new NotRun(target, report.because()), key -> new ArrayList<>())
                    .add(task.name());
        }
        print(phase, phase.gathering().finished(task, target, report));
    }

    private void print(PhaseOutput phase, List<Gathered> complete) {
        List<String> lines = new ArrayList<>();
        for (Gathered gathered : complete) {
            Gathered shown = style.verbosity() > 0 ? gathered : withoutCancelled(gathered);
            if (!shown.reports().isEmpty()) {
                addHeading(phase, lines);
                lines.addAll(taskLines.of(shown, phase.phase().targets().size()));
            }
        }
        if (!lines.isEmpty()) {
            print(lines);
        }
    }

    /** What is not run because of one failure is counted at the end of the phase, not listed. */
    private static Gathered withoutCancelled(Gathered gathered) {
        Map<String, TaskReport> shown = new LinkedHashMap<>(gathered.reports());
        shown.values().removeIf(report -> report.status() == Status.CANCELLED);
        return new Gathered(gathered.task(), shown);
    }

    private void addHeading(PhaseOutput output, List<String> lines) {
        PhaseStarted phase = output.phase();
        if (phase.phase().equals(currentPhase)) {
            return;
        }
        currentPhase = phase.phase();
        lines.add("");
        lines.add(paint.bold(Words.line(phase.name()))
                + paint.dim("  on "
                        + Words.targets(phase.targets(), history.counts().size(), style.width() / 2)));
        if (history.isCheck()) {
            history.orderings(phase.phase())
                    .forEach(each -> lines.add(paint.dim("  waits for " + each.after() + ": " + each.because())));
        }
    }

    private void end(@Nullable PhaseOutput phase) {
        if (phase == null) {
            return;
        }
        print(phase, phase.gathering().rest());
        List<String> lines = new ArrayList<>();
        Map<NotRun, List<String>> alike = new LinkedHashMap<>();
        phase.notRun()
                .forEach((notRun, tasks) -> alike.computeIfAbsent(
                                new NotRun(Words.count(tasks.size(), "task"), notRun.because()),
                                key -> new ArrayList<>())
                        .add(notRun.what()));
        alike.forEach((notRun, targets) -> {
            addHeading(phase, lines);
            String word = TaskLines.pad((style.unicode() ? "· " : "- ") + "not run", TaskLines.STATUS_WIDTH);
            String where = Words.targets(targets, phase.phase().targets().size(), style.width() / 3);
            String because = notRun.because().isEmpty() ? "" : ", because " + Words.line(notRun.because());
            lines.add(paint.dim("  " + word + "  " + notRun.what() + " on " + where + because));
        });
        if (!lines.isEmpty()) {
            print(lines);
        }
    }

    private synchronized void print(List<String> lines) {
        StringBuilder text = new StringBuilder(style.live() ? live.erase() : "");
        for (String line : lines) {
            text.append(line.stripTrailing()).append('\n');
        }
        if (style.live()) {
            text.append(live.draw(clock.instant()));
        }
        out.print(text);
        out.flush();
    }

    /** Ends the live lines. May be called more than once. */
    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.shutdownNow();
            ticker = null;
            live.clear();
            out.print(live.erase());
            out.flush();
        }
    }
}
