package dev.sluice.spi;

/**
 * What a command left behind.
 *
 * @param exitCode its exit status; 128 plus the signal's number if it was killed
 * @param stdout its output, as bytes
 * @param stderr its error output, as bytes
 */
public record Output(int exitCode, Bytes stdout, Bytes stderr) implements StepResult {
    public static Output of(int exitCode, String stdout, String stderr) {
        return new Output(exitCode, Bytes.of(stdout), Bytes.of(stderr));
    }

    /** The output as UTF-8 text; see {@link Bytes#text} for what is not UTF-8. */
    public String text() {
        return stdout.text();
    }

    /** The error output as UTF-8 text. */
    public String errorText() {
        return stderr.text();
    }

    public boolean succeeded() {
        return exitCode == 0;
    }

    @Override
    public String summary() {
        return "exit code " + exitCode;
    }

    /** The output as text. */
    @Override
    public Object document() {
        return text();
    }

    /** Programs print what they make on their output, and complaints on their error output. */
    @Override
    public StepResult concealed() {
        return new Output(exitCode, Bytes.EMPTY, stderr);
    }
}
