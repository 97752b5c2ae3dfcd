package dev.sluice.spi.connection;

/**
 * Where a step tells how far it is. Thread-safe and without effect on the step. It may be told at any rate: it costs next to
 * nothing, and people are told from time to time.
 */
public interface Progress {
    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void doing(String text) {
            // nobody is there
        }

        @Override
        public void transferred(long done, long total) {
            // nobody is there
        }
    };

    /**
     * What the step is doing just now.
     *
     * @param text a few words, e.g. {@code 2 of 3 replicas are gone}
     */
    void doing(String text);

    /**
     * How much of a transfer is done; people see the percentage and the rate.
     *
     * @param done bytes up to now
     * @param total bytes in all; 0 if that is not known
     */
    void transferred(long done, long total);
}
