package dev.sluice.journal;

/**
 * Is told what happens in a run.
 *
 * <p>The contract: {@link #on} is called by one thread at a time, though not always the same one, in the order in which
 * the events happened and with every event of the run. Events carry no secrets any more. A listener that throws is
 * told nothing further, and the user is told once; the run goes on. A listener must not emit events, must not wait for the
 * run, and should return soon, because the run waits for it.
 */
@FunctionalInterface
public interface EventListener {
    void on(Event event);
}
