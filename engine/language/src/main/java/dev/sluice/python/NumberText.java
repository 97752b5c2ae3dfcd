package dev.sluice.python;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers read from text as Python's {@code int()} and {@code float()} read them. */
public final class NumberText {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9A-Za-z]+(?:_[0-9A-Za-z]+)*");
    private static final Pattern REAL = Pattern.compile(
            "[+-]?(?:\\d+(?:_\\d+)*\\.?(?:\\d+(?:_\\d+)*)?|\\.\\d+(?:_\\d+)*)(?:[eE][+-]?\\d+(?:_\\d+)*)?");

    private NumberText() {}

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
