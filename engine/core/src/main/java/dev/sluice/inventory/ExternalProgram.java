package dev.sluice.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a program of the user on the controller: an inventory script, or one that prints a vault password. */
final class ExternalProgram {
    private static final int MOST_BYTES = 64 << 20;
    private static final int SHOWN_CHARACTERS = 400;

    private ExternalProgram() {}

    /** A program that failed, hung or printed too much; the message says which. */
    static final class FailedException extends Exception {
        FailedException(String message) {
            super(message);
        }
    }

    /**
     * Runs a program and returns what it prints.
     *
     * @param command the program and its arguments
     * @param directory its working directory
     * @param deadline how long it may take
     * @throws FailedException if it does not end in time with status 0
     */
    static byte[] run(List<String> command, Path directory, Duration deadline) throws FailedException {
        Process process;
        try {
            process = new ProcessBuilder(command).directory(directory.toFile()).start();
            process.getOutputStream().close();
        } catch (IOException unstartable) {
            throw new FailedException("it cannot be started: " + unstartable.getMessage());
        }
        CompletableFuture<byte[]> output =
                CompletableFuture.supplyAsync(() -> read(process.getInputStream()), ExternalProgram::onOwnThread);
        CompletableFuture<byte[]> errors =
                CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), ExternalProgram::onOwnThread);
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new FailedException("it did not end within " + deadline.toSeconds() + " s");
            }
            byte[] printed = output.get(1, TimeUnit.SECONDS);
            if (process.exitValue() != 0) {
                throw new FailedException("it ended with status " + process.exitValue() + said(errors));
            }
            if (printed.length >= MOST_BYTES) {
                throw new FailedException("it printed more than " + (MOST_BYTES >> 20) + " MiB");
            }
            return printed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailedException("it was interrupted");
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException unreadable) {
            throw new FailedException("its output cannot be read");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Both streams are read at the same time; the common pool may have one thread only. */
    private static void onOwnThread(Runnable reading) {
        Thread thread = new Thread(reading, "external-program");
        thread.setDaemon(true);
        thread.start();
    }

    private static String said(CompletableFuture<byte[]> errors) throws InterruptedException {
        try {
            String text = new String(errors.get(1, TimeUnit.SECONDS), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS));
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException unreadable) {
            return "";
        }
    }

    private static byte[] read(InputStream stream) {
        try (stream) {
            return stream.readNBytes(MOST_BYTES);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
