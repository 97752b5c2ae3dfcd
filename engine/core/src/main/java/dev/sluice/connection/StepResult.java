package dev.sluice.connection;

import dev.sluice.spi.Output;
import org.jspecify.annotations.Nullable;

/**
 * What a step came to.
 *
 * @param output what it printed
 * @param failure why it failed; null if it succeeded
 */
record StepResult(Output output, @Nullable String failure) {
    static StepResult failure(String message) {
        return new StepResult(Output.of(1, "", ""), message);
    }
}
