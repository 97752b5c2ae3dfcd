package dev.sluice.connection;

import java.io.OutputStream;

/** A running process on a target: its standard input, and what ends it. Its output goes to a {@link Receiver}. */
interface Transport extends AutoCloseable {
    /** The standard input. A write blocks while the process does not read; {@link #close} from another thread frees it. */
    OutputStream input();

    /** Whether more output can still come. */
    boolean isAlive();

    /** Ends it at once; does nothing the second time. */
    @Override
    void close();

    /** Where output goes; called by the transport's own threads. */
    interface Receiver {
        void output(byte[] bytes, int offset, int length);

        void error(byte[] bytes, int offset, int length);

        /**
         * Nothing more will come.
         *
         * @param reason what ended it, e.g. {@code the connection was closed}; empty for an ordinary end
         */
        void ended(String reason);
    }
}
