package dev.sluice.spi;

import dev.sluice.spi.secret.SecretPlace;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps that a shell session can carry out. */
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
    public record Run(
            String script,
            Bytes input,
            @Nullable String directory,
            Map<String, String> environment,
            Set<Integer> success,
            Duration limit,
            boolean isExact)
            implements Step {
        /** A script that need not be exact. */
        public Run(
                String script,
                Bytes input,
                @Nullable String directory,
                Map<String, String> environment,
                Set<Integer> success,
                Duration limit) {
            this(script, input, directory, environment, success, limit, false);
        }

        /** A command that must exit with 0. */
        public static Run of(String... words) {
            return script(Shell.command(words));
        }

        /** A script that must exit with 0. */
        public static Run script(String script) {
            return new Run(script, Bytes.EMPTY, null, Map.of(), Set.of(0), LIMIT);
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
            return script;
        }
    }

    /**
     * Runs a command that prints a new secret, and keeps the secret before anything else is done with the output. The
     * store is rehearsed first: if it cannot keep the secret, the command is not run. The outcome has no output.
     *
     * @param run what is run; it prints JSON
     * @param pointer where in that JSON the secret is, as a JSON Pointer (RFC 6901), e.g. {@code /value}
     * @param place where it is kept
     */
    public record Keep(Run run, String pointer, SecretPlace place) implements Step {
        @Override
        public String describe() {
            return run.describe() + " (the secret it prints goes to " + place.describe() + ")";
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
     * @param validate a command in which {@code %s} stands for the temporary file and which must exit with 0; or null
     * @param backup where the old file is copied first; or null
     */
    public record Write(
            String path,
            Bytes content,
            @Nullable Integer mode,
            @Nullable String owner,
            @Nullable String group,
            @Nullable String validate,
            @Nullable String backup)
            implements Step {
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
    public record Fetch(String path, String destination) implements Step {
        @Override
        public String describe() {
            return "fetch " + path + " to " + destination;
        }
    }

    /**
     * Runs a script again and again until it exits with 0.
     *
     * @param script the condition
     * @param interval between two tries
     * @param limit after which the step fails
     * @param what what is waited for, for messages
     */
    public record Await(String script, Duration interval, Duration limit, String what) implements Step {
        @Override
        public String describe() {
            return "wait for " + what;
        }
    }

    /** Waits on the controller; ended at once by an interrupt. */
    public record Sleep(Duration duration) implements Step {
        @Override
        public String describe() {
            return "sleep " + duration.toSeconds() + " s";
        }
    }
}
