package dev.sluice.python;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a line into words as Python's {@code shlex.split} does: blanks separate, single quotes keep everything, double
 * quotes keep all but {@code \"} and {@code \\}, and a backslash keeps the next character.
 */
public final class ShellWords {
    private static final String BLANKS = " \t\r\n";

    private final String line;
    private final boolean comments;
    private final List<String> words = new ArrayList<>();
    private @Nullable StringBuilder word;
    private int at;

    private ShellWords(String line, boolean comments) {
        this.line = line;
        this.comments = comments;
    }

    /**
     * The words of a line.
     *
     * @throws OperationException if a quote is not closed, or nothing follows a backslash
     */
    public static List<String> split(String line) {
        return new ShellWords(line, false).words();
    }

    /**
     * The words of a line in which {@code #} starts a comment, even within a word.
     *
     * @throws OperationException as {@link #split}
     */
    public static List<String> splitWithComments(String line) {
        return new ShellWords(line, true).words();
    }

    private List<String> words() {
        while (at < line.length()) {
            char here = line.charAt(at++);
            if (comments && here == '#') {
                end();
                int next = line.indexOf('\n', at);
                at = next < 0 ? line.length() : next;
            } else if (BLANKS.indexOf(here) >= 0) {
                end();
            } else if (here == '\'' || here == '"') {
                quoted(here);
            } else {
                started().append(here == '\\' ? escaped() : here);
            }
        }
        end();
        return words;
    }

    private StringBuilder started() {
        if (word == null) {
            word = new StringBuilder();
        }
        return word;
    }

    private void end() {
        if (word != null) {
            words.add(word.toString());
        }
        word = null;
    }

    private char escaped() {
        if (at == line.length()) {
            throw new OperationException("nothing follows the \\ at the end", "write \\\\ for a backslash");
        }
        return line.charAt(at++);
    }

    private void quoted(char quote) {
        StringBuilder out = started();
        while (at < line.length()) {
            char here = line.charAt(at++);
            if (here == quote) {
                return;
            }
            boolean escape = here == '\\' && quote == '"' && at < line.length() && "\"\\".indexOf(line.charAt(at)) >= 0;
            out.append(escape ? line.charAt(at++) : here);
        }
        throw new OperationException("a " + quote + " is never closed");
    }
}
