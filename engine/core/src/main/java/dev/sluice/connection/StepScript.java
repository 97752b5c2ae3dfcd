package dev.sluice.connection;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Output;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is sent for a step.
 *
 * @param script what is run
 * @param ours whether it is the engine's own script, which leaves nothing in the background
 * @param success the exit codes that mean success
 * @param upload bytes that are stored first; or null
 * @param token what the script prints on its error output, followed by a word, if it could not even begin or had to give
 *     up; nobody can guess it
 */
record StepScript(String script, boolean ours, Set<Integer> success, Request.@Nullable Upload upload, String token) {
    /**
     * Where and why the script gave up.
     *
     * @param word what it printed after the token
     * @param complaint the last thing that a program said before
     */
    record Abort(String word, String complaint) {}

    /** Whether the script gave up by itself; null if it did not. */
    @Nullable
    Abort abort(Output output) {
        String error = output.errorText();
        int at = error.lastIndexOf(token + " ");
        if (at < 0) {
            return null;
        }
        String word =
                error.substring(at + token.length() + 1).lines().findFirst().orElse("");
        return new Abort(word.strip(), Refusals.lastLine(error.substring(0, at)));
    }

    /** The output as it is shown: what the script says for itself is for the engine alone. */
    Output shown(Output output) {
        int at = output.errorText().lastIndexOf(token + " ");
        return at < 0
                ? output
                : new Output(
                        output.exitCode(),
                        output.stdout(),
                        Bytes.of(output.errorText().substring(0, at)));
    }
}
