package dev.sluice.connection.facts;

/** Something that is about to be written contains a secret. Carries no stack trace. */
final class SecretFoundException extends RuntimeException {
    SecretFoundException() {
        super("secret", null, false, false);
    }
}
