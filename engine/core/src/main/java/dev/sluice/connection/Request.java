package dev.sluice.connection;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.connection.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Something for the shell on the target to do.
 *
 * @param step whether it carries out a step, which must not be ended because the connection broke; otherwise it only
 *     reads
 * @param script the worker's commands, see {@link ShellProgram#question}, {@link ShellProgram#step}
 * @param upload bytes that are stored first; or null
 * @param progress told how much of them is sent
 */
record Request(boolean step, String script, @Nullable Upload upload, Progress progress) {
    /** A request whose progress nobody is told. */
    Request(boolean step, String script, @Nullable Upload upload) {
        this(step, script, upload, Progress.NONE);
    }

    /**
     * Bytes that precede a script.
     *
     * @param content the bytes
     * @param temporary the file that must not exist yet, as a shell word without newlines; the script removes it
     */
    record Upload(Bytes content, String temporary) {}
}
