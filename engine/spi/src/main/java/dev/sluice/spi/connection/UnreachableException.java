package dev.sluice.spi.connection;

/** A target cannot be reached, or not any more. The message is one clear line for the user: what, why, what to do. */
public final class UnreachableException extends Exception {
    private final boolean userMissing;

    public UnreachableException(String message) {
        super(message);
        userMissing = false;
    }

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
        userMissing = false;
    }

    private UnreachableException(String message, boolean userMissing) {
        super(message);
        this.userMissing = userMissing;
    }

    /** The target can be reached, but has no user of the name that is to be become. */
    public static UnreachableException missingUser(String message) {
        return new UnreachableException(message, true);
    }

    /** Whether only the user is missing: in a check, an earlier task may be about to make it. */
    public boolean isUserMissing() {
        return userMissing;
    }
}
