package dev.sluice.state;

/** Signals that something needs a session and none is open yet. Carries no stack trace. */
public final class NotConnected extends RuntimeException {
    public NotConnected() {
        super("no session is open", null, false, false);
    }

    /** Stands for the user of a session that is not open; always throws. */
    public static String user() {
        throw new NotConnected();
    }
}
