package dev.sluice.bind;

/** One value does not fit one parameter. The message says what is expected and what came. */
final class MismatchException extends RuntimeException {
    private final String path;
    private final String hint;

    /**
     * @param path where inside the parameter, e.g. {@code [2].name}; empty for the parameter itself
     * @param hint what to do; empty if nothing can be said
     */
    MismatchException(String path, String message, String hint) {
        super(message, null, false, false);
        this.path = path;
        this.hint = hint;
    }

    String path() {
        return path;
    }

    String hint() {
        return hint;
    }

    MismatchException inside(String outer) {
        return new MismatchException(outer + path, String.valueOf(getMessage()), hint);
    }
}
