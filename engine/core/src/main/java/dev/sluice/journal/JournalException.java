package dev.sluice.journal;

/** The journal cannot be written or read. The message says what is wrong, why it matters and what to do. */
public final class JournalException extends RuntimeException {
    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
