package dev.sluice.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression in the syntax of Python's {@code re} (3.11), carried out by {@code java.util.regex}. */
public final class Regex {
    /** How an expression reads its text. */
    public enum Flag {
        /** Every character is a byte (ISO 8859-1), and only ASCII letters are letters. */
        BYTES,
        /** Upper and lower case are the same. */
        IGNORE_CASE,
        /** {@code ^} and {@code $} match at every line. */
        MULTILINE,
        /** A dot matches newlines too. */
        DOT_ALL
    }

    private final Pattern pattern;
    private final RegexTranslation translation;

    private Regex(Pattern pattern, RegexTranslation translation) {
        this.pattern = pattern;
        this.translation = translation;
    }

    /**
     * Compiles an expression for Unicode text.
     *
     * @throws OperationException as {@link #compile(String, Set)}
     */
    public static Regex compile(String expression, boolean ignoreCase, boolean multiline) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (ignoreCase) {
            flags.add(Flag.IGNORE_CASE);
        }
        if (multiline) {
            flags.add(Flag.MULTILINE);
        }
        return compile(expression, flags);
    }

    /**
     * Compiles an expression.
     *
     * @throws OperationException if it is malformed, or uses the rare {@code (?(1)a|b)}
     */
    public static Regex compile(String expression, Set<Flag> flags) {
        try {
            RegexTranslation translation = RegexTranslation.of(expression, flags);
            return new Regex(Pattern.compile(translation.pattern(), translation.flags()), translation);
        } catch (PatternSyntaxException wrong) {
            throw new OperationException(
                    "the regular expression " + Text.quoted(expression) + " is not valid: " + reason(wrong),
                    "escape special characters with a backslash");
        }
    }

    private static String reason(PatternSyntaxException wrong) {
        String description = wrong.getDescription();
        return Character.toLowerCase(description.charAt(0)) + description.substring(1);
    }

    /**
     * A matcher for the text. Its operations fail with an {@link OperationException} if they take too long altogether; see
     * {@link #trying} for those that need too much of the stack.
     */
    public Matcher matcher(String text) {
        return pattern.matcher(new TimedText(text, TimedText.MOST));
    }

    /** Whether the text has a match anywhere. */
    public boolean finds(String text) {
        return matcher(text).find();
    }

    /** Whether {@code ^} and {@code $} match at every line, by a flag or by the expression itself. */
    public boolean isMultiline() {
        return translation.multiline();
    }

    /** The numbers of the named groups by name, in the order of the expression. */
    public Map<String, Integer> groups() {
        return Collections.unmodifiableMap(translation.groups());
    }

    /**
     * The text of a group given by number or name; empty if it took no part in the match.
     *
     * @throws OperationException if there is no such group
     */
    public String group(Matcher matcher, String reference) {
        return orEmpty(matcher.group(number(matcher, reference)));
    }

    /**
     * The number of a group given by number or name.
     *
     * @throws OperationException if there is no such group
     */
    public int number(Matcher matcher, String reference) {
        boolean digits = reference.matches("[0-9]{1,9}");
        int number = digits ? Integer.parseInt(reference) : groups().getOrDefault(reference, -1);
        if (number < 0 || number > matcher.groupCount()) {
            throw new OperationException("the regular expression has no group '" + reference + "'");
        }
        return number;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * A text after its matches were replaced.
     *
     * @param count how many were replaced
     */
    public record Replaced(String text, int count) {}

    /**
     * Replaces matches as {@code re.subn} does.
     *
     * @param replacement may refer to groups by {@code \1} and {@code \g<name>}
     * @param limit how many are replaced at most; 0 for all
     * @throws OperationException if the replacement is malformed
     */
    public Replaced replace(String text, String replacement, long limit) {
        Matcher matcher = matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        int count = 0;
        while ((limit == 0 || count < limit) && matcher.find()) {
            out.append(text, from, matcher.start()).append(expand(matcher, replacement));
            Limits.checkText(out.length());
            from = matcher.end();
            count++;
        }
        return new Replaced(out.append(text, from, text.length()).toString(), count);
    }

    /**
     * A replacement with what a match found put in.
     *
     * @throws OperationException if the replacement is malformed
     */
    public String expand(Matcher matcher, String replacement) {
        return new RegexReplacement(this, matcher, replacement).expanded();
    }

    /** All matches as {@code findall} gives them: the match, its only group, or a tuple of its groups. */
    public List<Object> findAll(String text) {
        OwnList found = new OwnList();
        Matcher matcher = matcher(text);
        while (matcher.find()) {
            if (matcher.groupCount() < 2) {
                found.add(orEmpty(matcher.group(matcher.groupCount())));
            } else {
                List<Object> parts = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    parts.add(orEmpty(matcher.group(i)));
                }
                found.add(Tuple.copyOf(parts));
            }
        }
        return found;
    }

    /** The text with everything special escaped, as Python's {@code re.escape} does it. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean special = "()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f".indexOf(c) >= 0;
            out.append(special ? "\\" : "").append(c);
        }
        return out.toString();
    }
}
