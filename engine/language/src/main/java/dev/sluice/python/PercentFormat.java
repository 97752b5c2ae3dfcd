package dev.sluice.python;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code '%s is %d' % (name, count)}. */
public final class PercentFormat {
    private static final Pattern CONVERSION =
            Pattern.compile("%(?:\\(([^)]*)\\))?([-+ #0]*)(\\*|\\d+)?(?:\\.(\\*|\\d+))?[hlL]?(.)", Pattern.DOTALL);

    private final @Nullable Object source;
    private final List<Object> arguments;
    private int next;

    private PercentFormat(@Nullable Object source) {
        this.source = source;
        this.arguments = source instanceof Tuple tuple ? tuple : Tuple.of(source);
    }

    /**
     * Fills a pattern.
     *
     * @param values a tuple of the values, a mapping for named conversions, or the only value
     */
    public static String apply(String pattern, @Nullable Object values) {
        return new PercentFormat(values).expand(pattern);
    }

    private String expand(String pattern) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = CONVERSION.matcher(pattern);
        int at = 0;
        while (at < pattern.length()) {
            int percent = pattern.indexOf('%', at);
            if (percent < 0) {
                break;
            }
            out.append(pattern, at, percent);
            if (!matcher.find(percent) || matcher.start() != percent) {
                throw new OperationException("incomplete format", "write '%%' for a percent sign");
            }
            out.append(convert(matcher));
            Limits.checkText(out.length());
            at = matcher.end();
        }
        out.append(pattern, at, pattern.length());
        if (next < arguments.size() && !(source instanceof Map)) {
            throw new OperationException("not all arguments converted during string formatting");
        }
        return out.toString();
    }

    private String convert(Matcher matcher) {
        String flags = matcher.group(2);
        String width = size(matcher.group(3));
        String precision = size(matcher.group(4));
        char type = matcher.group(5).charAt(0);
        if (type == '%') {
            return "%";
        }
        Object value = matcher.group(1) != null ? named(matcher.group(1)) : nextArgument();
        boolean left = flags.contains("-") || width.startsWith("-");
        String digits = width.startsWith("-") ? width.substring(1) : width;
        String sign = flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
        String point = precision.isEmpty() ? "" : "." + precision;
        switch (type) {
            case 's', 'r', 'a', 'c' -> {
                String text = type == 's' || type == 'c' ? character(type, value) : Text.quoted(value);
                return FormatSpec.parse((left ? "<" : ">") + digits + point).apply(text);
            }
            case 'd', 'i', 'u' -> {
                Object number = Numbers.narrow(Numbers.integer(number(type, value)));
                return FormatSpec.parse(alignment(left, flags) + sign + digits + "d")
                        .apply(number);
            }
            case 'o', 'x', 'X', 'e', 'E', 'f', 'F', 'g', 'G' -> {
                String alternate = flags.contains("#") ? "#" : "";
                return FormatSpec.parse(alignment(left, flags) + sign + alternate + digits + point + type)
                        .apply(number(type, value));
            }
            default -> throw new OperationException("unsupported format character '" + type + "'");
        }
    }

    private static String alignment(boolean left, String flags) {
        return left ? "<" : flags.contains("0") ? "0=" : ">";
    }

    private static String character(char type, @Nullable Object value) {
        return type == 'c' && value instanceof Long point ? Character.toString(point.intValue()) : Text.of(value);
    }

    private static Object number(char type, @Nullable Object value) {
        if (value != null && Types.isNumeric(value)) {
            return value;
        }
        throw new OperationException(
                "%" + type + " format: a real number is required, not " + Types.name(value),
                "convert it with '| int' or '| float', or write %s");
    }

    private String size(@Nullable String text) {
        return text == null ? "" : text.equals("*") ? Text.of(nextArgument()) : text;
    }

    private @Nullable Object named(String name) {
        if (source instanceof Map<?, ?> map) {
            if (map.containsKey(name)) {
                return map.get(name);
            }
            throw new OperationException("format has no value for '" + name + "'");
        }
        throw new OperationException("format requires a mapping");
    }

    private @Nullable Object nextArgument() {
        if (next >= arguments.size()) {
            throw new OperationException("not enough arguments for format string");
        }
        return arguments.get(next++);
    }
}
