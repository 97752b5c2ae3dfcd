package dev.sluice.modules.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.LocalShell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * This machine with a mount table and copies of {@code /etc}, {@code /home}, {@code /root} and {@code /var/spool} of
 * its own: real programs change them, and nothing is left when it is closed. Needs root.
 */
public final class PrivateHost implements AutoCloseable {
    private static final String SET_UP = """
            set -e
            t=$(mktemp -d)
            mount -t tmpfs tmpfs "$t"
            for d in etc home root var/spool var/mail; do
              mkdir -p "$t/$d"
              case $d in etc|var/spool) [ ! -d "/$d" ] || cp -a "/$d/." "$t/$d/";; esac
              chmod --reference="/$d" "$t/$d" 2>/dev/null || true
              [ ! -d "/$d" ] || mount --bind "$t/$d" "/$d"
            done
            umount -l "$t"
            rmdir "$t"
            echo ready
            cat >/dev/null
            """;

    private final Process process;

    private PrivateHost(Process process) {
        this.process = process;
    }

    /** Starts one, or skips the test where that is not allowed. */
    public static PrivateHost start() {
        assumeTrue(
                LocalShell.plain()
                        .run("[ \"$(id -u)\" = 0 ] && unshare -m true && command -v nsenter")
                        .succeeded(),
                "needs root and the right to make a mount namespace");
        try {
            Process process = new ProcessBuilder("unshare", "-m", "--propagation", "private", "sh", "-c", SET_UP)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            if (!"ready".equals(line)) {
                throw new IllegalStateException("the private host did not start: " + line);
            }
            return new PrivateHost(process);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A shell in it. */
    public LocalShell shell() {
        return new LocalShell(List.of("nsenter", "-t", String.valueOf(process.pid()), "-m", "--"));
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
