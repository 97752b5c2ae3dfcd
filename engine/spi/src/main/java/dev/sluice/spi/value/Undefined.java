package dev.sluice.spi.value;

/**
 * The value of a name that is not defined. Using it is an error, except where the language asks whether it is defined.
 *
 * @param name what was looked up, e.g. {@code host.address}
 * @param hint why it is missing or what was meant; empty if nothing can be said
 */
public record Undefined(String name, String hint) {
    /** An undefined name about which nothing more can be said. */
    public static Undefined of(String name) {
        return new Undefined(name, "");
    }

    @Override
    public String toString() {
        return "(undefined: " + name + ")";
    }
}
