package dev.sluice.python;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers read from text as Python's {@code int()} and {@code float()} read them. */
public final class NumberText {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9A-Za-z]+(?:_[0-9A-Za-z]+)*");
    private static final Pattern REAL = Pattern.compile(
            "[+-]?(?:\\d+(?:_\\d+)*\\.?(?:\\d+(?:_\\d+)*)?|\\.\\d+(?:_\\d+)*)(?:[eE][+-]?\\d+(?:_\\d+)*)?");

    private static final Pattern LITERAL = Pattern.compile("0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+"
            + "|(?:(?:D)?\\.D|D\\.)(?:[eE][-+]?D)?|D[eE][-+]?D|[1-9](?:_?[0-9])*|0(?:_?0)*"
                    .replace("D", "[0-9](?:_?[0-9])*"));

    /** Digits that Python reads at most as one decimal integer. */
    private static final int MOST_DIGITS = 4300;

    private NumberText() {}

    /** The number that stands at a place as Python's programs write it, without a sign; empty if there is none. */
    static String literalAt(String text, int at) {
        Matcher literal = LITERAL.matcher(text).region(at, text.length());
        return literal.lookingAt() && literal.end() - at <= MOST_DIGITS ? literal.group() : "";
    }

    /** The value of a number as programs write it, e.g. {@code 1_000}, {@code 0x1f} or {@code 1e3}. */
    public static Object literal(String written) {
        String digits = written.replace("_", "").toLowerCase(Locale.ROOT);
        int base = prefixBase(digits);
        if (base != 0) {
            return Numbers.narrow(new BigInteger(digits.substring(2), base));
        }
        boolean real = digits.indexOf('.') >= 0 || digits.indexOf('e') >= 0;
        return real ? (Object) Double.valueOf(digits) : Numbers.narrow(new BigInteger(digits));
    }

    /** The integer in that base (0: as its prefix says), or null if the text is none. */
    public static @Nullable Object integer(String text, int base) {
        String trimmed = LetterCase.strip(text, null, true, true);
        if (!INTEGER.matcher(trimmed).matches()) {
            return null;
        }
        boolean negative = trimmed.startsWith("-");
        String digits = trimmed.replaceFirst("^[+-]", "").replace("_", "").toLowerCase(Locale.ROOT);
        int prefixed = prefixBase(digits);
        int radix = base == 0 ? (prefixed == 0 ? 10 : prefixed) : base;
        if (prefixed != 0 && prefixed == radix) {
            digits = digits.substring(2);
        }
        try {
            BigInteger value = new BigInteger(digits, radix);
            return Numbers.narrow(negative ? value.negate() : value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static int prefixBase(String digits) {
        return digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 0;
    }

    /** The float, or null if the text is none. */
    public static @Nullable Double real(String text) {
        String trimmed = LetterCase.strip(text, null, true, true);
        if (REAL.matcher(trimmed).matches()) {
            return Double.valueOf(trimmed.replace("_", ""));
        }
        return switch (trimmed.toLowerCase(Locale.ROOT).replaceFirst("^[+-]", "")) {
            case "inf", "infinity" -> trimmed.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }
}
