package dev.sluice.connection;

import java.util.List;

/** The answer to one request. Its methods are called under the shell's lock, in order. */
final class Exchange {
    private final List<? extends Part> parts;
    private int outputsEnded;
    private int errorsEnded;

    /**
     * @param parts of the request, at least one, in order
     */
    Exchange(List<? extends Part> parts) {
        this.parts = List.copyOf(parts);
    }

    void output(byte[] bytes, int offset, int length) {
        if (outputsEnded < parts.size()) {
            parts.get(outputsEnded).output(bytes, offset, length);
        }
    }

    void error(byte[] bytes, int offset, int length) {
        if (errorsEnded < parts.size()) {
            parts.get(errorsEnded).error(bytes, offset, length);
        }
    }

    /** The part that is running ended on the output; the next one begins. */
    void outputEnded(int code) {
        current().ended(code);
        outputsEnded++;
        started(System.nanoTime());
    }

    void errorEnded() {
        errorsEnded++;
    }

    /** The part that is running, or the last one. */
    Part current() {
        return parts.get(Math.min(outputsEnded, parts.size() - 1));
    }

    /** Told when the current part begins to run. */
    void started(long now) {
        current().started(now);
    }

    /** Whether something prints more than can be taken. */
    boolean isFlooded() {
        return outputsEnded < parts.size() && parts.get(outputsEnded).isFlooded()
                || errorsEnded < parts.size() && parts.get(errorsEnded).isFlooded();
    }

    /** How many of the parts, from the first on, have ended. */
    int ended() {
        return Math.min(outputsEnded, errorsEnded);
    }
}
