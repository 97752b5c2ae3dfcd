package dev.sluice.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression in the dialect of Python's {@code re}. */
public final class Regex {
    private final Pattern pattern;
    private final Map<String, Integer> groups;

    private Regex(Pattern pattern, Map<String, Integer> groups) {
        this.pattern = pattern;
        this.groups = groups;
    }

    /**
     * Compiles an expression.
     *
     * @throws OperationException if it is malformed, or uses what {@code java.util.regex} cannot do
     */
    public static Regex compile(String expression, boolean ignoreCase, boolean multiline) {
        RegexTranslation translation = RegexTranslation.of(expression);
        // Python's dot and dollar know only the newline, and its classes know all of Unicode.
        int flags = Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS;
        flags |= ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        flags |= multiline ? Pattern.MULTILINE : 0;
        try {
            return new Regex(Pattern.compile(translation.pattern(), flags), translation.groups());
        } catch (PatternSyntaxException e) {
            throw new OperationException(
                    "the regular expression " + Text.quoted(expression) + " is wrong: " + e.getDescription(),
                    "escape special characters with a backslash");
        }
    }

    /** A matcher for the text. */
    public Matcher matcher(String text) {
        return pattern.matcher(text);
    }

    /** The number of groups. */
    public int groupCount() {
        return pattern.matcher("").groupCount();
    }

    /** The text of a group given by number or name; empty if it took no part in the match. */
    public String group(Matcher matcher, String reference) {
        int number = number(reference);
        if (number < 0 || number > matcher.groupCount()) {
            throw new OperationException("the regular expression has no group '" + reference + "'");
        }
        return orEmpty(matcher.group(number));
    }

    private int number(String reference) {
        boolean digits = !reference.isEmpty() && reference.chars().allMatch(Character::isDigit);
        return digits ? Integer.parseInt(reference) : groups.getOrDefault(reference, -1);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * Replaces matches.
     *
     * @param replacement may refer to groups by {@code \1} and {@code \g<name>}
     * @param count how many are replaced at most; 0 for all
     */
    public String replace(String text, String replacement, long count) {
        Matcher matcher = matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (long done = 0; (count == 0 || done < count) && matcher.find(); done++) {
            out.append(text, from, matcher.start()).append(expand(replacement, matcher));
            Limits.checkText(out.length());
            from = matcher.end();
        }
        return out.append(text, from, text.length()).toString();
    }

    private String expand(String replacement, Matcher matcher) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < replacement.length()) {
            char c = replacement.charAt(at++);
            if (c != '\\' || at == replacement.length()) {
                out.append(c);
                continue;
            }
            char letter = replacement.charAt(at++);
            int close = replacement.indexOf('>', at);
            if (letter == 'g' && at < replacement.length() && replacement.charAt(at) == '<' && close > 0) {
                out.append(group(matcher, replacement.substring(at + 1, close)));
                at = close + 1;
            } else if (letter >= '1' && letter <= '9') {
                boolean two = at < replacement.length() && Character.isDigit(replacement.charAt(at));
                out.append(group(matcher, replacement.substring(at - 1, two ? at + 1 : at)));
                at += two ? 1 : 0;
            } else {
                out.append(escape(letter));
            }
        }
        return out.toString();
    }

    private static String escape(char letter) {
        return switch (letter) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'a' -> "\u0007";
            case 'f' -> "\f";
            case 'v' -> "\u000b";
            case '0' -> "\0";
            case '\\' -> "\\";
            default -> {
                if (Character.isLetter(letter)) {
                    throw new OperationException("bad escape \\" + letter + " in the replacement");
                }
                yield "\\" + letter;
            }
        };
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
