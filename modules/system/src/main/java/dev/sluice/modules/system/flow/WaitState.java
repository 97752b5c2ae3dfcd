package dev.sluice.modules.system.flow;

/** What is waited for. */
enum WaitState {
    ABSENT,
    DRAINED,
    PRESENT,
    STARTED,
    STOPPED;

    /** Whether something is to be there, rather than to be gone. */
    boolean present() {
        return this == PRESENT || this == STARTED;
    }
}
