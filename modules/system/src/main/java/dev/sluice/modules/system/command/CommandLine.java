package dev.sluice.modules.system.command;

import dev.sluice.spi.Script;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a command that runs without a shell, as a line for one. */
final class CommandLine {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z0-9_]+)|\\{([A-Za-z0-9_]+)})");
    private static final Pattern HOME = Pattern.compile("(~[A-Za-z0-9_.-]*)(/.*)?", Pattern.DOTALL);

    private CommandLine() {}

    /**
     * A line for a POSIX shell that runs exactly these words as a program, never a builtin. Variables of the target's
     * environment and {@code ~} are replaced as Ansible's command module does; an unset variable stays as written.
     */
    static Script script(List<String> words, boolean expandVariables) {
        return Script.of(
                "exec {}",
                words.stream()
                        .map(word -> expandVariables ? Script.ofUser(expanded(word)) : Script.argument(word))
                        .toList());
    }

    /** A path for a POSIX shell in which only a leading {@code ~} is special. */
    static String path(String path) {
        Matcher home = HOME.matcher(path);
        if (!home.matches()) {
            return Script.argument(path).text();
        }
        return home.group(1)
                + (home.group(2) == null ? "" : "/" + quoteRest(home.group(2).substring(1)));
    }

    private static String quoteRest(String rest) {
        return rest.isEmpty() ? "" : Script.argument(rest).text();
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
                line.append(Script.argument(variable.group()).text());
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
