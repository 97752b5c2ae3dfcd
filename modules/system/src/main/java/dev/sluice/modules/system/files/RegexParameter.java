package dev.sluice.modules.system.files;

import dev.sluice.python.OperationException;
import dev.sluice.python.Regex;
import dev.sluice.spi.TaskFailure;
import java.util.Set;
import java.util.function.Supplier;

/** A parameter that holds a regular expression in Python's syntax, or a replacement for its matches. */
public final class RegexParameter {
    private RegexParameter() {}

    /**
     * Compiles the expression.
     *
     * @param parameter the parameter's name
     * @throws TaskFailure if it is malformed
     */
    public static Regex compile(String parameter, String expression, Regex.Flag... flags) {
        return checked(parameter, () -> Regex.compile(expression, Set.of(flags)));
    }

    /**
     * What uses the parameter's value.
     *
     * @param parameter the parameter's name
     * @throws TaskFailure if the value is malformed
     */
    public static <T> T checked(String parameter, Supplier<T> use) {
        try {
            return use.get();
        } catch (OperationException wrong) {
            throw new TaskFailure(parameter + ": " + wrong.getMessage());
        }
    }
}
