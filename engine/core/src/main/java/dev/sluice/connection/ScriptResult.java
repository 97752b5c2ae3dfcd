package dev.sluice.connection;

import dev.sluice.spi.Output;
import org.jspecify.annotations.Nullable;

/**
 * What a step came to.
 *
 * @param output what it printed
 * @param failure why it failed; null if it succeeded
 */
record ScriptResult(Output output, @Nullable String failure) {
    static ScriptResult failure(String message) {
        return new ScriptResult(Output.of(1, "", ""), message);
    }
}
