package dev.sluice.connection.facts;

/** A fact file cannot be read or written. The message is one clear line for the user. */
public final class FactFileException extends Exception {
    public FactFileException(String message) {
        super(message);
    }

    public FactFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
