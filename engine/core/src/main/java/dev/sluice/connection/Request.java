package dev.sluice.connection;

import dev.sluice.spi.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Something for the shell on the target to do.
 *
 * @param step whether it carries out a step, which must not be ended because the connection broke; otherwise it only
 *     reads
 * @param script the worker's commands, see {@link ShellProgram#question}, {@link ShellProgram#step}
 * @param upload bytes that are stored first; or null
 */
record Request(boolean step, String script, @Nullable Upload upload) {
    /**
     * Bytes that precede a script.
     *
     * @param content the bytes
     * @param temporary the file that must not exist yet, as a shell word without newlines; the script removes it
     */
    record Upload(Bytes content, String temporary) {}
}
