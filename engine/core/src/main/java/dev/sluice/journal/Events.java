package dev.sluice.journal;

import dev.sluice.journal.Event.Progress;
import dev.sluice.journal.Event.RunFinished;
import dev.sluice.journal.Event.StepFinished;
import dev.sluice.journal.Event.StepIntended;
import dev.sluice.journal.Event.TaskFinished;
import dev.sluice.journal.Event.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the journal and every listener what happens. Safe for use by several threads. The journal has the events in the
 * order in which they happened; listeners are told them in the order of the runbook, which is the same from run to run
 * ({@link #branches}). Secrets are taken out, and what {@code no_log} hides, before anyone sees an event.
 *
 * <p>A listener that throws is dropped with a warning to the others. A journal that cannot be written stops the run, but
 * never in the middle of a step: {@link #emit} throws at the next {@link StepIntended}.
 */
public final class Events {
    private final Journal journal;
    private final Redactor redactor;
    private final List<EventListener> listeners;
    private final Object order = new Object();
    /** Where the events of a thread go; nowhere set: straight to the listeners. */
    private final ThreadLocal<@Nullable Consumer<Event>> current = new ThreadLocal<>();

    private @Nullable JournalException journalFailure;

    public Events(Journal journal, Redactor redactor, List<? extends EventListener> listeners) {
        this.journal = journal;
        this.redactor = redactor;
        this.listeners = new ArrayList<>(listeners);
    }

    /** The redactor, to which secrets are added as they become known. */
    public Redactor redactor() {
        return redactor;
    }

    /** Whether an event could not be recorded: from then on the journal does not tell what happened. */
    public boolean isJournalBroken() {
        synchronized (order) {
            return journalFailure != null;
        }
    }

    /**
     * Splits what this thread reports into branches that may run at the same time.
     *
     * @param count how many; they are reported in this order
     */
    public Branches branches(int count) {
        return new Branches(this, outlet(), count);
    }

    /** Lets this thread report through an outlet from now on; null for the listeners themselves. @return the one before */
    @Nullable
    Consumer<Event> enter(@Nullable Consumer<Event> outlet) {
        Consumer<Event> before = current.get();
        if (outlet == null) {
            current.remove();
        } else {
            current.set(outlet);
        }
        return before;
    }

    /** Does something while nobody reports. */
    void inOrder(Runnable action) {
        synchronized (order) {
            action.run();
        }
    }

    private Consumer<Event> outlet() {
        Consumer<Event> own = current.get();
        return own == null ? this::tell : own;
    }

    /**
     * Tells everyone. Returns when the event is in the journal, the listeners were told or will be in their order, and, for a step's intent or outcome and for the end of the run, when the event is durable.
     *
     * @throws JournalException for a {@link StepIntended} that could not be made durable: the step must not begin
     */
    public void emit(Event event) {
        Event shown = redactor.redact(censor(event));
        synchronized (order) {
            if (!(shown instanceof Progress)) {
                keep(() -> journal.append(shown));
            }
            each(listener -> listener.happened(shown));
            outlet().accept(shown);
        }
        if (shown instanceof StepIntended || shown instanceof StepFinished || shown instanceof RunFinished) {
            makeDurable();
        }
        if (shown instanceof StepIntended) {
            refuseIfBroken();
        }
    }

    /**
     * Puts events into the journal before their turn to be told has come ({@link #show}). Returns when they are durable.
     *
     * @throws JournalException if there is a {@link StepIntended} among them and it could not be made durable: none of the
     *     steps must begin
     */
    public void record(List<? extends Event> early) {
        synchronized (order) {
            early.forEach(event -> keep(() -> journal.append(redactor.redact(censor(event)))));
        }
        makeDurable();
        if (early.stream().anyMatch(StepIntended.class::isInstance)) {
            refuseIfBroken();
        }
    }

    /** Tells the listeners an event that the journal has already. */
    public void show(Event event) {
        Event shown = redactor.redact(censor(event));
        synchronized (order) {
            each(listener -> listener.happened(shown));
            outlet().accept(shown);
        }
    }

    private void makeDurable() {
        try {
            journal.force();
        } catch (JournalException failure) {
            synchronized (order) {
                broken(failure);
            }
        }
    }

    private void refuseIfBroken() {
        synchronized (order) {
            if (journalFailure != null) {
                throw journalFailure;
            }
        }
    }

    private void keep(Runnable write) {
        if (journalFailure != null) {
            return;
        }
        try {
            write.run();
        } catch (JournalException failure) {
            broken(failure);
        }
    }

    private void broken(JournalException failure) {
        if (journalFailure == null) {
            journalFailure = failure;
            tell(new Warning(String.valueOf(failure.getMessage()), ""));
        }
    }

    private void tell(Event event) {
        each(listener -> listener.on(event));
    }

    private void each(Consumer<EventListener> action) {
        List<Warning> complaints = new ArrayList<>();
        for (EventListener listener : List.copyOf(listeners)) {
            try {
                action.accept(listener);
            } catch (RuntimeException | StackOverflowError defect) {
                listeners.remove(listener);
                complaints.add(new Warning(
                        "the " + listener.getClass().getSimpleName() + " failed (" + defect
                                + ") and receives no further events; the run continues without it",
                        ""));
            }
        }
        complaints.forEach(complaint -> tell(redactor.redact(complaint)));
    }

    private static Event censor(Event event) {
        if (event instanceof StepIntended intended && intended.step().noLog()) {
            return new StepIntended(intended.step(), intended.kind(), TaskReport.HIDDEN);
        }
        if (event instanceof StepFinished finished && finished.step().noLog()) {
            return new StepFinished(
                    finished.step(),
                    TaskReport.hidden(finished.result()),
                    finished.failure() == null ? null : TaskReport.HIDDEN,
                    finished.simulated(),
                    finished.duration());
        }
        if (event instanceof TaskFinished finished && finished.report().noLog()) {
            return new TaskFinished(
                    finished.task(), finished.target(), finished.report().censored());
        }
        return event;
    }
}
