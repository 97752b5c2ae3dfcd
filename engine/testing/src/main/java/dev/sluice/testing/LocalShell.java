package dev.sluice.testing;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A plain {@code sh} on this machine for tests of modules: nothing of the engine's own sessions, so that a fault there
 * cannot hide one here.
 *
 * @param prefix words in front of {@code sh}, e.g. {@code unshare -m} or {@code setpriv ...}
 */
public record LocalShell(List<String> prefix) {
    /** Runs a script as the user of this test. */
    public static LocalShell plain() {
        return new LocalShell(List.of());
    }

    /** Runs a script to its end. */
    public Output run(String script, Bytes input, Map<String, String> environment, @Nullable String directory) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("/bin/sh", "-c", script));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        if (directory != null) {
            builder.directory(Path.of(directory).toFile());
        }
        try {
            Process process = builder.start();
            CompletableFuture<byte[]> errors =
                    CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()), LocalShell::inOwnThread);
            CompletableFuture<byte[]> output =
                    CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()), LocalShell::inOwnThread);
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.toArray());
            } catch (IOException closedEarly) {
                // a program need not read what it is given
            }
            int exitCode = process.waitFor();
            return new Output(exitCode, Bytes.of(output.join()), Bytes.of(errors.join()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Runs a script to its end. */
    public Output run(String script) {
        return run(script, Bytes.EMPTY, Map.of(), null);
    }

    /** Runs a script to its end. */
    public Output run(Script script) {
        return run(script.text());
    }

    /** Carries out a step in the simplest way that is right. */
    public StepOutcome<?> perform(Step<?> step) {
        if (step instanceof Steps.Run run) {
            Output output = run(run.script().text(), run.input(), run.environment(), run.directory());
            return outcome(run, output, run.success().contains(output.exitCode()));
        }
        if (step instanceof Steps.Write write) {
            return write(write);
        }
        if (step instanceof Steps.Fetch fetch) {
            run("mkdir -p \"$(dirname '" + fetch.destination() + "')\" && cp '" + fetch.path() + "' '"
                    + fetch.destination() + "'");
            long size = new java.io.File(fetch.destination()).length();
            return StepOutcome.succeeded(fetch, new Steps.Fetched(size), Duration.ZERO);
        }
        throw new AssertionError("no step of a shell: " + step);
    }

    private StepOutcome<Output> write(Steps.Write write) {
        String temporary = write.path() + ".sluice-test";
        StringBuilder script = new StringBuilder("set -e\numask 022\n");
        script.append("t=")
                .append(Script.argument(temporary).text())
                .append("; p=")
                .append(Script.argument(write.path()).text())
                .append('\n');
        script.append("cat >\"$t\"\n");
        script.append("if [ -e \"$p\" ]; then chown --reference=\"$p\" \"$t\"; chmod --reference=\"$p\" \"$t\"; fi\n");
        if (write.owner() != null) {
            script.append("chown ")
                    .append(Script.argument(write.owner()).text())
                    .append(" \"$t\"\n");
        }
        if (write.group() != null) {
            script.append("chgrp ")
                    .append(Script.argument(write.group()).text())
                    .append(" \"$t\"\n");
        }
        if (write.mode() != null) {
            script.append("chmod ").append(Integer.toOctalString(write.mode())).append(" \"$t\"\n");
        }
        if (write.validate() != null) {
            script.append(write.validate()
                            .text()
                            .replaceFirst(
                                    "%s",
                                    Matcher.quoteReplacement(
                                            Script.argument(temporary).text())))
                    .append('\n');
        }
        if (write.backup() != null) {
            script.append("if [ -e \"$p\" ]; then cp -p \"$p\" ")
                    .append(Script.argument(write.backup()).text())
                    .append("; fi\n");
        }
        script.append("mv -f \"$t\" \"$p\"\n");
        Output output = run(script.toString(), write.content(), Map.of(), null);
        return outcome(write, output, output.succeeded());
    }

    private static StepOutcome<Output> outcome(Step<Output> step, Output output, boolean success) {
        String failure = success ? null : "exit code " + output.exitCode() + ": " + output.errorText();
        return new StepOutcome<>(step, output, failure, false, Duration.ZERO);
    }

    /** Both streams are read at the same time; the common pool may have one thread only. */
    private static void inOwnThread(Runnable reading) {
        new Thread(reading, "local-shell").start();
    }

    private static byte[] readAll(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
