package dev.sluice.spi;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A program for a POSIX shell. Its text is constant, which the compiler sees to, and has holes, {@code {}}, that take values:
 *
 * <ul>
 *   <li>a {@code String} becomes a word that the shell reads as exactly that text. If it stands where a program looks for
 *       options, it must not begin with {@code -}: put {@code --} before the hole, or, where an option needs an argument
 *       that may be anything, use {@link #argument};
 *   <li>a whole number becomes its digits;
 *   <li>a {@code Script} is put there as it is;
 *   <li>a collection of these becomes one after the other with a blank between them, and nothing if it is empty.
 * </ul>
 *
 * <pre>{@code Script.of("chown {} -- {}", "root:backup", path)}</pre>
 *
 * <p>A hole must not stand between quotes, in a comment or in a here-document: it brings its own quotes.
 */
public final class Script {
    private static final String HOLE = "{}";
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final String NUL = "no program can be given one as an argument";

    private final String text;

    private Script(String text) {
        this.text = text;
    }

    /**
     * A script with values in its holes.
     *
     * @param template the script, with a hole for each value; more constants can be added to it with {@code +}
     * @param values texts, whole numbers, scripts, and collections of these
     * @throws TaskFailure if a value cannot be there: it has a NUL character, or would be taken for an option
     */
    public static Script of(@CompileTimeConstant String template, Object... values) {
        StringBuilder text = new StringBuilder(template.length() + 64);
        int from = 0;
        for (Object value : values) {
            int hole = template.indexOf(HOLE, from);
            if (hole < 0) {
                throw new IllegalArgumentException(values.length + " values, but fewer holes in: " + template);
            }
            requireBoundary(template, hole);
            text.append(template, from, hole);
            from = hole + HOLE.length();
            if (value instanceof Collection<?> none && none.isEmpty()) {
                closeGap(text, template, from);
            } else {
                fill(text, value, new Hole(template, hole));
            }
        }
        if (template.indexOf(HOLE, from) >= 0) {
            throw new IllegalArgumentException(values.length + " values, but more holes in: " + template);
        }
        return new Script(text.append(template, from, template.length()).toString());
    }

    /** Scripts one after the other. */
    public static Script join(@CompileTimeConstant String separator, Collection<Script> parts) {
        StringBuilder text = new StringBuilder();
        for (Script part : parts) {
            text.append(text.isEmpty() ? "" : separator).append(part.text);
        }
        return new Script(text.toString());
    }

    /** A word that may begin with {@code -}: the argument of an option that needs one, or of a program without options. */
    public static Script argument(String text) {
        return new Script(quoted(text));
    }

    /**
     * A script that is a file beside a class.
     *
     * @param name of the file, which is in the class's package
     */
    public static Script resource(Class<?> owner, @CompileTimeConstant String name) {
        try (InputStream file = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
            return new Script(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * What the user of Sluice has written as a script, to be run as it is. Only for modules that exist to run it; all else
     * that a user, a variable or a target says is a value in a hole.
     *
     * @throws TaskFailure if it has a NUL character
     */
    public static Script ofUser(String script) {
        if (script.indexOf('\0') >= 0) {
            throw new TaskFailure("a script has a NUL character in it", "no shell reads one", "leave it out");
        }
        return new Script(script);
    }

    /** What the shell is given. */
    public String text() {
        return text;
    }

    /** What follows the name of a variable would be part of it. */
    private static void requireBoundary(String template, int hole) {
        int at = hole;
        while (at > 0 && (Character.isLetterOrDigit(template.charAt(at - 1)) || template.charAt(at - 1) == '_')) {
            at--;
        }
        if (at < hole && at > 0 && template.charAt(at - 1) == '$') {
            throw new IllegalArgumentException("a hole cannot follow " + template.substring(at - 1, hole)
                    + ", write it in double quotes: " + template);
        }
    }

    /** Nothing needs one blank less around it. */
    private static void closeGap(StringBuilder text, String template, int from) {
        boolean ends = from == template.length() || " \n;".indexOf(template.charAt(from)) >= 0;
        if (ends && text.length() > 0 && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }

    private static void fill(StringBuilder text, Object value, Hole hole) {
        if (value instanceof Script script) {
            text.append(script.text);
        } else if (value instanceof Integer || value instanceof Long) {
            text.append(value);
        } else if (value instanceof Collection<?> several) {
            List<Object> left = new ArrayList<>(several);
            for (int index = 0; index < left.size(); index++) {
                text.append(index == 0 ? "" : " ");
                fill(text, left.get(index), hole);
            }
        } else if (value instanceof String word) {
            hole.require(word);
            text.append(quoted(word));
        } else {
            throw new IllegalArgumentException(
                    "a script cannot hold a " + value.getClass().getName());
        }
    }

    private static String quoted(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new TaskFailure(
                    "an argument for a program on the host has a NUL character in it", NUL, "leave it out");
        }
        return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Script script && script.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * Where a value stands.
     *
     * @param at the index of the hole in the template
     */
    private record Hole(String template, int at) {
        private static final String BETWEEN_WORDS = " \t\n;&|(";
        private static final String BETWEEN_COMMANDS = "\n;&|(";

        void require(String word) {
            if (word.indexOf('\0') >= 0) {
                throw new TaskFailure("a value for '" + line() + "' has a NUL character in it", NUL, "leave it out");
            }
            if (word.startsWith("-") && takesOptions()) {
                throw new TaskFailure(
                        "'" + word + "' begins with '-', which is not possible here",
                        "'" + line() + "' would take it for an option",
                        "for a path, write ./ before it");
            }
        }

        /** Whether the value is a word of its own, in a command without {@code --} before it. */
        private boolean takesOptions() {
            if (at > 0 && BETWEEN_WORDS.indexOf(template.charAt(at - 1)) < 0) {
                return false;
            }
            int begin = at;
            while (begin > 0 && BETWEEN_COMMANDS.indexOf(template.charAt(begin - 1)) < 0) {
                begin--;
            }
            return !(" " + template.substring(begin, at)).contains(" -- ");
        }

        /** The line of the template. */
        String line() {
            int end = template.indexOf('\n', at);
            return template.substring(template.lastIndexOf('\n', at) + 1, end < 0 ? template.length() : end)
                    .strip();
        }
    }
}
