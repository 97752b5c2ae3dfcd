package dev.sluice.spi;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.sluice.spi.secret.SecretPlace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of a shell, and those that every connection can carry out: {@link Await}, {@link Sleep} and {@link Keep}. */
public final class Steps {
    private Steps() {}

    /** Sending more than so many bytes takes time of its own. */
    private static final int LONGEST_EXACT = 64 * 1024;

    /** The default limit of a step: longer than any sane command, shorter than forever. */
    public static final Duration LIMIT = Duration.ofHours(1);

    /**
     * Runs a POSIX shell script.
     *
     * @param script the script
     * @param input what it reads from standard input; empty for none
     * @param directory where it runs; null for the user's home
     * @param environment variables it gets besides
     * @param success the exit codes that mean success
     * @param limit after which it is ended and the step fails
     * @param isExact as {@link Step#isExact} says
     */
    // More than five: one for each thing that a process has; modules use the factories.
    public record Run(
            Script script,
            Bytes input,
            @Nullable String directory,
            Map<String, String> environment,
            Set<Integer> success,
            Duration limit,
            boolean isExact)
            implements Step<Output> {
        /** A script that must exit with 0, with the values of its holes, as {@link Script#of} takes them. */
        public static Run script(@CompileTimeConstant String template, Object... values) {
            return of(Script.of(template, values));
        }

        /** A script that must exit with 0. */
        public static Run of(Script script) {
            return new Run(script, Bytes.EMPTY, null, Map.of(), Set.of(0), LIMIT, false);
        }

        public Run withInput(Bytes newInput) {
            return new Run(script, newInput, directory, environment, success, limit, isExact);
        }

        public Run withEnvironment(Map<String, String> newEnvironment) {
            return new Run(script, input, directory, newEnvironment, success, limit, isExact);
        }

        public Run withLimit(Duration newLimit) {
            return new Run(script, input, directory, environment, success, newLimit, isExact);
        }

        /** The same script, of which the module knows that it is exact. */
        public Run exact() {
            return new Run(script, input, directory, environment, success, limit, true);
        }

        @Override
        public String describe() {
            return script.text();
        }
    }

    /**
     * Carries out a step that makes new secrets, and keeps them before anything else is done with its result. Every store
     * is rehearsed first: if it cannot keep its secret, the step is not begun. Of the result only what is
     * {@linkplain StepResult#concealed() left without secrets} is seen by anybody but the stores. Works on every connection.
     *
     * @param step what is carried out
     * @param secrets where each secret is and where it goes
     */
    public record Keep(Step<?> step, List<Kept> secrets) implements Step<StepResult> {
        /**
         * One of the secrets.
         *
         * @param pointer where it is in the {@linkplain StepResult#document() document} of the result, as a JSON Pointer
         *     (RFC 6901), e.g. {@code /value}; empty for all of a text
         * @param place where it is kept
         */
        public record Kept(String pointer, SecretPlace place) {}

        public Keep {
            secrets = List.copyOf(secrets);
        }

        /** Keeps one secret. */
        public static Keep one(Step<?> step, String pointer, SecretPlace place) {
            return new Keep(step, List.of(new Kept(pointer, place)));
        }

        @Override
        public String describe() {
            return step.describe() + " (the secret it makes goes to "
                    + secrets.stream().map(each -> each.place().describe()).collect(Collectors.joining(", ")) + ")";
        }

        @Override
        public Duration limit() {
            return step.limit();
        }
    }

    /**
     * Writes a file so that readers see the old or the new one and never a part: a temporary file beside it, checksum
     * compared, owner and mode set, validated, renamed over it.
     *
     * @param path the file; an existing symbolic link is replaced unless the module resolved it
     * @param content the new content
     * @param mode permission bits; null keeps those of the file that is replaced, or 0666 less umask for a new one
     * @param owner user name or number; null keeps
     * @param group group name or number; null keeps
     * @param validate a command in which the first {@code %s} stands for the temporary file and which must exit with 0; or null
     * @param backup where the old file is copied first; or null
     * @param base from what the new content was made: if the file holds something else by now, the step fails and the file
     *     stays as it is
     */
    // More than five: one for each thing that a file has; modules use the factories.
    public record Write(
            String path,
            Bytes content,
            @Nullable Integer mode,
            @Nullable String owner,
            @Nullable String group,
            @Nullable Script validate,
            @Nullable String backup,
            Base base)
            implements Step<Output> {
        /** A file whose new content does not depend on the old one. */
        // More than five: as above.
        public Write(
                String path,
                Bytes content,
                @Nullable Integer mode,
                @Nullable String owner,
                @Nullable String group,
                @Nullable Script validate,
                @Nullable String backup) {
            this(path, content, mode, owner, group, validate, backup, Base.ANYTHING);
        }

        /** From what a new content was made. */
        public sealed interface Base {
            /** It does not depend on what there was. */
            Base ANYTHING = new Anything();

            /** There was no file. */
            Base NOTHING = new Nothing();

            /** See {@link #ANYTHING}. */
            record Anything() implements Base {}

            /** See {@link #NOTHING}. */
            record Nothing() implements Base {}

            /** The file held this. */
            record Content(Bytes bytes) implements Base {}
        }

        /** The same, whose content was made from something: what others have written meanwhile is not lost. */
        public Write on(Base base) {
            return new Write(path, content, mode, owner, group, validate, backup, base);
        }

        /** Compared with what was sent before it is renamed, so it is exact unless another program has a say in it. */
        @Override
        public boolean isExact() {
            return validate == null && content.size() <= LONGEST_EXACT;
        }

        @Override
        public String describe() {
            return "write " + path + " (" + content + ")";
        }
    }

    /**
     * Brings a file from the target to the controller, atomically.
     *
     * @param path on the target
     * @param destination on the controller; missing directories are made
     */
    public record Fetch(String path, String destination) implements Step<Fetched> {
        @Override
        public String describe() {
            return "fetch " + path + " to " + destination;
        }
    }

    /**
     * Waits until an answer meets a condition. Every connection can: the question is asked again and again, unless the
     * connection is told of changes ({@link dev.sluice.spi.connection.Session#await}). What could not be answered is asked
     * again, too.
     *
     * @param fact the question
     * @param condition what its answer has to be like
     * @param interval between two looks
     * @param limit after which the step fails, with what was seen last
     */
    public record Await<V>(Fact<V> fact, Condition<V> condition, Duration interval, Duration limit)
            implements Step<Seen<V>> {
        @Override
        public String describe() {
            return "wait for " + condition.describe();
        }

        /** What is true once the step has succeeded. */
        public Effect effect() {
            return new ConditionMet<>(fact, condition);
        }
    }

    /**
     * What met a condition.
     *
     * @param answer to the question of the {@link Await}
     */
    public record Seen<V>(V answer) implements StepResult {}

    /**
     * A file that was brought to the controller.
     *
     * @param size in bytes
     */
    public record Fetched(long size) implements StepResult {
        @Override
        public String summary() {
            return size + " bytes";
        }
    }

    /** Waits on the controller; ended at once by an interrupt. */
    public record Sleep(Duration duration) implements Step<StepResult.Done> {
        @Override
        public Duration limit() {
            return duration.plus(LIMIT);
        }

        @Override
        public String describe() {
            return "sleep " + duration.toSeconds() + " s";
        }
    }
}
