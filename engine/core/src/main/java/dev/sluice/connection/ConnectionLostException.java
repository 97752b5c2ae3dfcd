package dev.sluice.connection;

/** A connection broke while an answer was awaited. */
final class ConnectionLostException extends Exception {
    ConnectionLostException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
