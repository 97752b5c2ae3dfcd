package dev.sluice.template;

/** Ends a round of a loop ({@code continue}) or all of it ({@code break}). */
final class LoopJump extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean leave;

    LoopJump(boolean leave) {
        super(leave ? "break" : "continue", null, false, false);
        this.leave = leave;
    }

    boolean leave() {
        return leave;
    }
}
