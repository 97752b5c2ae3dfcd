package dev.sluice.modules.system.command;

import dev.sluice.spi.Shell;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a command that runs without a shell. Splitting follows Python's {@code shlex.split}, which Ansible uses:
 * blanks separate, single quotes keep everything, double quotes keep all but {@code \"} and {@code \\}, a backslash
 * keeps the next character.
 */
final class CommandLine {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z0-9_]+)|\\{([A-Za-z0-9_]+)})");
    private static final Pattern HOME = Pattern.compile("(~[A-Za-z0-9_.-]*)(/.*)?", Pattern.DOTALL);

    private CommandLine() {}

    /**
     * The words of a command line.
     *
     * @throws TaskFailure if a quote is not closed
     */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char next = line.charAt(at);
            boolean escapes = next == '\\' && quote != '\'' && at + 1 < line.length();
            if (escapes && (quote == 0 || "\"\\".indexOf(line.charAt(at + 1)) >= 0)) {
                word = (word == null ? new StringBuilder() : word).append(line.charAt(++at));
            } else if (quote == 0 && (next == '\'' || next == '"')) {
                quote = next;
                word = word == null ? new StringBuilder() : word;
            } else if (next == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(next)) {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
            } else {
                word = (word == null ? new StringBuilder() : word).append(next);
            }
        }
        if (quote != 0) {
            throw new TaskFailure("the command line ends inside a quotation (" + quote + "): " + line
                    + "; close the quote, or give the words as a list in argv");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    /**
     * A line for a POSIX shell that runs exactly these words as a program, never a builtin. Variables of the target's
     * environment and {@code ~} are replaced as Ansible's command module does; an unset variable stays as written.
     */
    static String script(List<String> words, boolean expandVariables) {
        return "exec "
                + words.stream()
                        .map(word -> expandVariables ? expanded(word) : Shell.quote(word))
                        .collect(Collectors.joining(" "));
    }

    /** A path for a POSIX shell in which only a leading {@code ~} is special. */
    static String path(String path) {
        Matcher home = HOME.matcher(path);
        if (!home.matches()) {
            return Shell.quote(path);
        }
        return home.group(1)
                + (home.group(2) == null ? "" : "/" + quoteRest(home.group(2).substring(1)));
    }

    private static String quoteRest(String rest) {
        return rest.isEmpty() ? "" : Shell.quote(rest);
    }

    private static String expanded(String word) {
        Matcher variable = VARIABLE.matcher(word);
        if (!variable.find()) {
            return path(word);
        }
        StringBuilder line = new StringBuilder();
        int from = 0;
        do {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            String before = word.substring(from, variable.start());
            line.append(from == 0 ? before.isEmpty() ? "" : path(before) : quoteRest(before));
            if (Character.isDigit(name.charAt(0))) {
                line.append(Shell.quote(variable.group()));
            } else {
                line.append("\"${")
                        .append(name)
                        .append("-\\")
                        .append(variable.group())
                        .append("}\"");
            }
            from = variable.end();
        } while (variable.find());
        return line.append(quoteRest(word.substring(from))).toString();
    }
}
