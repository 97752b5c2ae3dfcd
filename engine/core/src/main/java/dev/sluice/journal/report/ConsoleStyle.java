package dev.sluice.journal.report;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the console is written.
 *
 * @param colour whether colours are used
 * @param live whether lines at the bottom show what is under way
 * @param unicode whether the terminal shows more than ASCII
 * @param width how many characters fit in a line
 * @param height how many lines fit
 * @param verbosity 0, or how often {@code -v} was given: from 1 on, what tasks register and the steps are shown
 */
// More than five: one for each thing that terminals differ in.
public record ConsoleStyle(boolean colour, boolean live, boolean unicode, int width, int height, int verbosity) {
    private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)\\s*");
    private static final int PLAIN_WIDTH = 110;

    /** Plain text, as for a file or a pipe. */
    public static ConsoleStyle plain(int verbosity) {
        return new ConsoleStyle(false, false, true, PLAIN_WIDTH, 24, verbosity);
    }

    /**
     * What fits standard output: colours and live lines on a terminal only, no colours where {@code NO_COLOR} is set
     * (<a href="https://no-color.org">no-color.org</a>) or {@code TERM} is {@code dumb}.
     *
     * @param environment the environment variables
     * @param charset in which standard output is written
     */
    public static ConsoleStyle detect(Map<String, String> environment, Charset charset, int verbosity) {
        boolean unicode = charset.newEncoder().canEncode("✓±·✗");
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean terminal = isTerminal() && !dumb;
        boolean colour = (terminal && environment.getOrDefault("NO_COLOR", "").isEmpty())
                || !environment.getOrDefault("FORCE_COLOR", "").isEmpty();
        int[] size = terminal ? terminalSize() : new int[] {24, PLAIN_WIDTH};
        return new ConsoleStyle(colour, terminal, unicode, size[1], size[0], verbosity);
    }

    /** Whether standard output is a terminal, whatever standard input is. */
    private static boolean isTerminal() {
        try {
            String name = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noProc) {
            return System.console() != null;
        }
    }

    /** Lines and columns, as stty(1) says; 24 and 80 if it does not. */
    private static int[] terminalSize() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/proc/self/fd/1").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (stty.waitFor(2, TimeUnit.SECONDS)) {
                Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), Charset.defaultCharset()));
                if (size.matches()
                        && !size.group(1).equals("0")
                        && !size.group(2).equals("0")) {
                    return new int[] {Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))};
                }
            }
            stty.destroyForcibly();
        } catch (IOException noStty) {
            return new int[] {24, 80};
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
        return new int[] {24, 80};
    }
}
