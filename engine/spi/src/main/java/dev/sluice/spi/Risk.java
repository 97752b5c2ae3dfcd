package dev.sluice.spi;

/** How much a change can hurt. The order is the order of danger. */
public enum Risk {
    /** Adds or alters something that can be put back and interrupts nobody. */
    SAFE,
    /** Interrupts a service or its users for a time. */
    DISRUPTIVE,
    /** Data may be gone afterwards. Needs explicit consent. */
    DESTRUCTIVE
}
