package dev.sluice.run;

/** Signals that something needs a session and none is open yet. Carries no stack trace. */
final class NotConnected extends RuntimeException {
    NotConnected() {
        super("no session is open", null, false, false);
    }

    /** Stands for the user of a session that is not open; always throws. */
    static String user() {
        throw new NotConnected();
    }
}
