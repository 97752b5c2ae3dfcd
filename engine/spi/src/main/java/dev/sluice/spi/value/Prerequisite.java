package dev.sluice.spi.value;

/** Something that the engine gets before it plans again: an answer, a session, a lock. Of no use to modules. */
public abstract non-sealed class Prerequisite extends Interruption {
    /** @param message what is missing */
    protected Prerequisite(String message) {
        super(message);
    }
}
