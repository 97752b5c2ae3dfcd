package dev.sluice.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one value is laid out: Python's format specification {@code [[fill]align][sign][#][0][width][,][.precision][type]}.
 *
 * @param precision digits or characters; -1 if not given
 * @param type the presentation letter; {@code '\0'} if not given
 */
// More than five: one for each part of Python's format specification.
record FormatSpec(
        String fill, char align, char sign, boolean alternate, long width, char grouping, int precision, char type) {
    private static final Pattern SYNTAX = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d+)?([,_])?(?:\\.(\\d+))?([bcdeEfFgGnosxX%])?", Pattern.DOTALL);
    private static final int GENERAL_DIGITS = 6;
    private static final int MOST_PRECISION = 1000;

    static FormatSpec parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new OperationException("Invalid format specifier '" + text + "'");
        }
        boolean zero = matcher.group(5) != null;
        return new FormatSpec(
                matcher.group(1) != null ? matcher.group(1) : zero ? "0" : " ",
                first(matcher.group(2), zero ? '=' : '\0'),
                first(matcher.group(3), '-'),
                matcher.group(4) != null,
                number(matcher.group(6), 0),
                first(matcher.group(7), '\0'),
                number(matcher.group(8), -1),
                first(matcher.group(9), '\0'));
    }

    private static char first(@Nullable String group, char otherwise) {
        return group == null ? otherwise : group.charAt(0);
    }

    private static int number(@Nullable String digits, int otherwise) {
        if (digits == null) {
            return otherwise;
        }
        if (digits.length() > 8) {
            throw new OperationException("the width or precision " + digits + " is too large");
        }
        return Integer.parseInt(digits);
    }

    String apply(@Nullable Object value) {
        if (value != null && Types.isNumeric(value) && !(value instanceof Boolean && type == '\0')) {
            return number(value);
        }
        if (type != '\0' && type != 's') {
            throw new OperationException(
                    "Unknown format code '" + type + "' for object of type '" + Types.name(value) + "'",
                    "convert it with '| int' or '| float'");
        }
        String text = Text.of(value);
        return pad(precision >= 0 && precision < text.length() ? text.substring(0, precision) : text, '<');
    }

    private String number(Object value) {
        String digits = switch (type) {
            case 'b' -> prefix("0b", Numbers.integer(value).abs().toString(2));
            case 'o' -> prefix("0o", Numbers.integer(value).abs().toString(8));
            case 'x' -> prefix("0x", Numbers.integer(value).abs().toString(16));
            case 'X' -> prefix("0X", Numbers.integer(value).abs().toString(16).toUpperCase(Locale.ROOT));
            case 'c' -> Character.toString(Numbers.integer(value).intValueExact());
            case 'd', 'n' -> group(Numbers.integer(value).abs().toString());
            case '\0' -> plain(value);
            case 's' ->
                throw new OperationException("Unknown format code 's' for object of type '" + Types.name(value) + "'");
            default -> real(Math.abs(Numbers.real(value)), type, precision);
        };
        return pad(signOf(value), digits);
    }

    private String plain(Object value) {
        if (!Numbers.isFloat(value)) {
            return group(Numbers.integer(value).abs().toString());
        }
        double real = Math.abs(Numbers.real(value));
        return precision < 0 ? group(FloatText.of(real)) : general(real, precision, false);
    }

    private String prefix(String prefix, String digits) {
        return alternate ? prefix + digits : digits;
    }

    private String real(double value, char presentation, int digits) {
        int places = Math.min(digits < 0 ? GENERAL_DIGITS : digits, MOST_PRECISION);
        return switch (presentation) {
            case 'f', 'F' -> group(fixed(value, places));
            case 'e', 'E' -> {
                String text = scientific(value, places);
                yield presentation == 'E' ? text.toUpperCase(Locale.ROOT) : text;
            }
            case '%' -> fixed(value * 100, places) + "%";
            case 'G' -> general(value, places, true).toUpperCase(Locale.ROOT);
            default -> general(value, places, true);
        };
    }

    static String fixed(double value, int places) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return FloatText.of(value);
        }
        return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    }

    static String scientific(double value, int places) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return FloatText.of(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
        BigInteger unscaled = rounded.unscaledValue().abs();
        String digits = unscaled.toString();
        int exponent = value == 0 ? 0 : digits.length() - 1 - rounded.scale();
        String padded = (digits + "0".repeat(places + 1)).substring(0, places + 1);
        String mantissa = padded.charAt(0) + (places > 0 ? "." + padded.substring(1) : "");
        String power = Integer.toString(Math.abs(exponent));
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (power.length() < 2 ? "0" : "") + power;
    }

    static String general(double value, int digits, boolean wholeWithoutPoint) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return FloatText.of(value);
        }
        int significant = Math.max(1, digits);
        String scientific = scientific(value, significant - 1);
        int exponent = Integer.parseInt(scientific.substring(scientific.indexOf('e') + 1));
        if (exponent < -4 || exponent >= significant) {
            String mantissa = scientific.substring(0, scientific.indexOf('e'));
            return trimZeros(mantissa) + scientific.substring(scientific.indexOf('e'));
        }
        String text = trimZeros(fixed(value, significant - 1 - exponent));
        return wholeWithoutPoint || text.contains(".") ? text : text + ".0";
    }

    private static String trimZeros(String text) {
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    private String group(String digits) {
        if (grouping == '\0') {
            return digits;
        }
        int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder out = new StringBuilder(digits);
        for (int at = end - 3; at > 0; at -= 3) {
            out.insert(at, grouping);
        }
        return out.toString();
    }

    private String signOf(Object value) {
        boolean negative = Numbers.isFloat(value)
                ? Numbers.real(value) < 0 || 1 / Numbers.real(value) < 0
                : Numbers.integer(value).signum() < 0;
        return negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
    }

    private String pad(String signText, String digits) {
        if (align == '=') {
            return signText + Padding.right(digits, width - signText.length(), fill);
        }
        return pad(signText + digits, '>');
    }

    private String pad(String text, char usual) {
        return switch (align == '\0' || align == '=' ? usual : align) {
            case '<' -> Padding.left(text, width, fill);
            case '^' -> {
                long missing = Math.max(0, width - Types.length(text));
                yield Padding.left(Padding.right(text, Types.length(text) + missing / 2, fill), width, fill);
            }
            default -> Padding.right(text, width, fill);
        };
    }
}
