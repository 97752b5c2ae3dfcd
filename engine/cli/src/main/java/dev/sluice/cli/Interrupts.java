package dev.sluice.cli;

import sun.misc.Signal;

/** Ctrl-C, a polite kill, and a terminal that goes away. */
final class Interrupts {
    private Interrupts() {}

    /** Calls back for every one of them instead of ending the process; takes the place of an earlier callback. */
    static void onInterrupt(Runnable callback) {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> callback.run());
        }
    }

    /** Ends the process from within a callback, while its main thread waits for an answer that will not come. */
    static void leave(String message) {
        System.err.println();
        System.err.println(message);
        System.exit(ExitCode.ERROR);
    }
}
