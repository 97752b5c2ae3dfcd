package dev.sluice.python;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Python's {@code ast.literal_eval} understands: {@code 5}, {@code True}, {@code None}, {@code ['a', 'b']},
 * {@code {'a': 1}}, {@code 1,2}. A set becomes a list, bytes a text; complex numbers are not understood.
 */
public final class Literal {
    private static final int MOST_DEPTH = 100;
    private static final String BLANKS = " \t\f\r\n";
    private static final Pattern PREFIX = Pattern.compile("(?i)(?:r|u|b|br|rb)?(?=['\"])");
    private static final Pattern NAME = Pattern.compile("[A-Za-z]+(?![\\w])", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Map<String, Boolean> TRUTHS = Map.of("True", true, "False", false);
    private static final Map<String, Boolean> JSON_TRUTHS = Map.of("true", true, "false", false);

    private final String text;
    private final boolean json;
    private int at;

    private Literal(String text, boolean json) {
        this.text = text;
        this.json = json;
    }

    /** Not a literal. */
    private static final class NotLiteralException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotLiteralException() {
            super("", null, false, false);
        }
    }

    /** The value that a text spells; the text itself if it is not a literal. */
    public static @Nullable Object valueOf(String text) {
        return valueOf(text, false);
    }

    /** The same, where JSON's {@code true}, {@code false} and {@code null} are understood too. */
    public static @Nullable Object valueWithJsonNames(String text) {
        return valueOf(text, true);
    }

    private static @Nullable Object valueOf(String text, boolean json) {
        try {
            return new Literal(text, json).whole();
        } catch (NotLiteralException | StringEscapes.BadEscapeException ordinary) {
            return text;
        }
    }

    private @Nullable Object whole() {
        Object first = value(0);
        Object whole = take(',') ? tuple(first, '\0', 0) : first;
        skip();
        if (at < text.length()) {
            throw new NotLiteralException();
        }
        return whole;
    }

    /** Blanks and comments. */
    private void skip() {
        while (at < text.length() && (BLANKS.indexOf(text.charAt(at)) >= 0 || text.charAt(at) == '#')) {
            int end = text.charAt(at) == '#' ? text.indexOf('\n', at) : at;
            at = end < 0 ? text.length() : end + 1;
        }
    }

    private boolean ends(char close) {
        skip();
        return close == '\0' ? at >= text.length() : take(close);
    }

    private boolean take(char wanted) {
        skip();
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void require(boolean fits) {
        if (!fits) {
            throw new NotLiteralException();
        }
    }

    private @Nullable Object value(int depth) {
        skip();
        require(at < text.length() && depth < MOST_DEPTH);
        if (PREFIX.matcher(text)
                .region(at, text.length())
                .useTransparentBounds(true)
                .lookingAt()) {
            return strings();
        } else if (take('[')) {
            return items(new OwnList(), ']', depth);
        } else if (take('(')) {
            return parenthesised(depth);
        } else if (take('{')) {
            return braced(depth);
        } else if (Character.isLetter(text.charAt(at))) {
            return name();
        }
        return number();
    }

    private @Nullable Object name() {
        Matcher name = NAME.matcher(text).region(at, text.length());
        require(name.lookingAt());
        at = name.end();
        String word = name.group();
        if (word.equals("None") || (json && word.equals("null"))) {
            return null;
        }
        Boolean truth = TRUTHS.get(word);
        if (truth == null && json) {
            truth = JSON_TRUTHS.get(word);
        }
        require(truth != null);
        return truth;
    }

    private Object number() {
        boolean negative = take('-');
        if (!negative) {
            take('+');
        }
        skip();
        String digits = NumberText.literalAt(text, at);
        require(!digits.isEmpty());
        at += digits.length();
        Object number = NumberText.literal(digits);
        return negative ? Numbers.negate(number) : number;
    }

    /** What follows the first bracket or a comma, up to the other bracket. */
    @SuppressWarnings("NullAway") // null is a value of the language
    private OwnList items(OwnList items, char close, int depth) {
        while (!ends(close)) {
            items.add(value(depth + 1));
            if (!take(',')) {
                require(ends(close));
                return items;
            }
        }
        return items;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private Tuple tuple(@Nullable Object first, char close, int depth) {
        OwnList items = new OwnList();
        items.add(first);
        return Tuple.copyOf(items(items, close, depth));
    }

    private @Nullable Object parenthesised(int depth) {
        if (take(')')) {
            return Tuple.of();
        }
        Object first = value(depth + 1);
        if (take(')')) {
            return first;
        }
        require(take(','));
        return tuple(first, ')', depth);
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private Object braced(int depth) {
        OwnMap entries = new OwnMap();
        if (take('}')) {
            return entries;
        }
        Object first = value(depth + 1);
        if (!take(':')) {
            OwnList set = new OwnList();
            set.add(first);
            require(take(',') || text.startsWith("}", at));
            return items(set, '}', depth);
        }
        entries.put(key(first), value(depth + 1));
        while (!take('}')) {
            require(take(','));
            if (take('}')) {
                break;
            }
            Object key = key(value(depth + 1));
            require(take(':'));
            entries.put(key, value(depth + 1));
        }
        return entries;
    }

    private @Nullable Object key(@Nullable Object value) {
        require(value instanceof Tuple || !(value instanceof List || value instanceof Map));
        return value;
    }

    /** One string, or several side by side, which Python joins. */
    private String strings() {
        StringBuilder joined = new StringBuilder();
        Matcher prefix = PREFIX.matcher(text).region(at, text.length()).useTransparentBounds(true);
        while (prefix.lookingAt()) {
            at = prefix.end();
            joined.append(string(prefix.group().toLowerCase(Locale.ROOT)));
            skip();
            prefix.region(at, text.length());
        }
        return joined.toString();
    }

    private String string(String prefix) {
        char quote = text.charAt(at);
        String three = String.valueOf(quote).repeat(3);
        String closing = text.startsWith(three, at) ? three : String.valueOf(quote);
        int start = at + closing.length();
        int end = start;
        while (!text.startsWith(closing, end)) {
            require(end < text.length() && (closing.length() == 3 || text.charAt(end) != '\n'));
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        at = end + closing.length();
        String written = text.substring(start, end);
        if (prefix.contains("b")) {
            require(written.chars().allMatch(each -> each < 0x80));
        }
        return prefix.contains("r") ? written : StringEscapes.decode(written);
    }
}
