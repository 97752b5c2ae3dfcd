package dev.sluice.state;

import dev.sluice.spi.value.Prerequisite;

/** A session is needed and none is open yet. */
public final class NotConnected extends Prerequisite {
    public NotConnected() {
        super("no session is open");
    }

    /** Stands for the user of a session that is not open; always throws. */
    public static String user() {
        throw new NotConnected();
    }
}
