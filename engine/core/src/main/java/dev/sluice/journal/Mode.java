package dev.sluice.journal;

/** What a run is for. */
public enum Mode {
    /** Says what an apply would do and does nothing. */
    CHECK,
    /** Does it. */
    APPLY
}
