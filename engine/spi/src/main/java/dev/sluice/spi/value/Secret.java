package dev.sluice.spi.value;

/**
 * A value that must never be shown. It spreads: what is computed from a secret is a secret.
 *
 * @param value the value in the clear, itself never a {@code Secret}; null is allowed nowhere
 */
public record Secret(Object value) {
    /** What every output shows in place of a secret. */
    public static final String REDACTED = "********";

    public Secret {
        if (value instanceof Secret nested) {
            value = nested.value();
        }
    }

    /** Wraps a value unless it already is a secret. */
    public static Secret of(Object value) {
        return value instanceof Secret secret ? secret : new Secret(value);
    }

    @Override
    public String toString() {
        return REDACTED;
    }
}
