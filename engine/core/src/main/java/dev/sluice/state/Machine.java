package dev.sluice.state;

import dev.sluice.overlay.Memory;
import dev.sluice.overlay.Overlay;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a run holds of one machine, under however many names it is in the inventory: what was read from it and what is
 * predicted for it. Whoever acts on it holds its lock.
 */
final class Machine {
    private final String name;
    private final Memory memory;
    private final ReentrantLock lock = new ReentrantLock();
    private Overlay world;

    /** @param name for the order in which locks are taken; no other machine of the run has it */
    Machine(String name, Memory memory) {
        this.name = name;
        this.memory = memory;
        this.world = new Overlay(memory);
    }

    String name() {
        return name;
    }

    Memory memory() {
        return memory;
    }

    ReentrantLock lock() {
        return lock;
    }

    Overlay world() {
        return world;
    }

    void forgetPredictions() {
        world = new Overlay(memory);
    }
}
