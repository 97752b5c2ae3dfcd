package dev.sluice.bind;

import dev.sluice.spi.value.Failure;
import java.util.List;
import java.util.stream.Collectors;

/** Rendered values do not fit a module's parameters. */
public final class BindingException extends Failure {
    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param parameter its name; empty if it concerns several
     * @param message what is wrong, without the parameter's name
     * @param hint what to do; empty if nothing can be said
     */
    public record Problem(String parameter, String message, String hint) {
        @Override
        public String toString() {
            String named = parameter.isEmpty() ? message : "parameter '" + parameter + "': " + message;
            return hint.isEmpty() ? named : named + " (" + hint + ")";
        }
    }

    BindingException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")), "", "");
        this.problems = List.copyOf(problems);
    }

    /** All of them, at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
