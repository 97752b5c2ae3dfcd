package dev.sluice.spi;

import java.util.Map;

/** What a step came to. Implemented by records. */
public interface StepResult {
    /**
     * In a few words, for the journal: {@code exit code 0}, {@code status 204}; empty if there is nothing to say. Never
     * anything that a program or a server wrote.
     */
    default String summary() {
        return "";
    }

    /** What reports show of it, by name: values of the language. The engine takes secrets out that it knows of. */
    default Map<String, Object> details() {
        return Map.of();
    }

    /**
     * Where {@link Steps.Keep} finds the secrets that the step made: a text that is JSON or the secret itself, or values as in
     * {@link #details()}.
     */
    default Object document() {
        return details();
    }

    /** What is left of it without anything that the step made. */
    default StepResult concealed() {
        return new Concealed(summary());
    }

    /** A result of which nothing but the summary may be seen. */
    record Concealed(String summary) implements StepResult {}

    /** Of a step that has nothing to tell but that it was done. */
    record Done() implements StepResult {}
}
