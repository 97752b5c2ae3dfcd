package dev.sluice.cli;

/** The command cannot be carried out as it was given; the message says why and what to do. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message, null, false, false);
    }
}
