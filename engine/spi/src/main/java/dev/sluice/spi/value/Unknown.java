package dev.sluice.spi.value;

/**
 * A value that will exist, but cannot be known before the run ("known after apply"). Every expression that uses it is
 * unknown too, and says what it depends on.
 *
 * @param reason what it depends on, as a noun phrase that completes "depends on ...", e.g. {@code the output of 'make'}
 */
public record Unknown(String reason) {
    @Override
    public String toString() {
        return "(known after apply: " + reason + ")";
    }
}
