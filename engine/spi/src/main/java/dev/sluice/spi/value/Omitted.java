package dev.sluice.spi.value;

/**
 * The value of {@code omit}: a parameter with this value counts as not given, as in
 * {@code mode: "{{ item.mode | default(omit) }}"}. Items of lists and entries of mappings with this value are left out.
 */
public enum Omitted {
    OMITTED;

    @Override
    public String toString() {
        return "(omitted)";
    }
}
