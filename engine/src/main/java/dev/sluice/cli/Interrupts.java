package dev.sluice.cli;

import sun.misc.Signal;

/** Ctrl-C and a polite kill: the first stops gently, the second at once. */
final class Interrupts {
    private Interrupts() {}

    /** Calls back for every SIGINT and SIGTERM instead of ending the process. */
    static void onInterrupt(Runnable callback) {
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> callback.run());
        }
    }
}
