package dev.sluice.modules.system.services;

/** What a service should be doing. */
enum ServiceState {
    RELOADED,
    RESTARTED,
    STARTED,
    STOPPED;

    /** Whether it runs afterwards. */
    boolean running() {
        return this != STOPPED;
    }

    /** Whether it is something that happens each time. */
    boolean isEvent() {
        return this == RELOADED || this == RESTARTED;
    }
}
