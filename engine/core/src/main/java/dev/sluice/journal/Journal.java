package dev.sluice.journal;

/** Where events are kept. Unlike a listener, a journal that cannot write stops the run before its next step. */
public interface Journal {
    /** Keeps nothing: for a check. */
    Journal NONE = new Journal() {
        @Override
        public void append(Event event) {}

        @Override
        public void force() {}
    };

    /**
     * Adds an event, after all those added before.
     *
     * @throws JournalException if it cannot be written
     */
    void append(Event event);

    /**
     * Returns when everything appended so far would survive a loss of power.
     *
     * @throws JournalException if it would not
     */
    void force();
}
