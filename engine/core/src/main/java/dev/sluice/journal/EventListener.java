package dev.sluice.journal;

/**
 * Is told what happens in a run.
 *
 * <p>The contract: {@link #on} is called by one thread at a time, though not always the same one, with every event of the
 * run (of {@link Event.Progress} only what belongs to the work that is being reported), in the order of the runbook: what
 * is done at the same time is reported as if it had been done one after the other, and equally from run to run. Events carry no secrets any more. A listener that throws is
 * told nothing further, and the user is told once; the run goes on. A listener must not emit events, must not wait for the
 * run, and should return soon, because the run waits for it.
 */
@FunctionalInterface
public interface EventListener {
    void on(Event event);

    /**
     * Called with every event at the moment when it happens, before {@link #on}: for displays of what is under way. By one
     * thread at a time, too.
     */
    default void happened(Event event) {}
}
