package dev.sluice.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns nodes into values of the language: null, Boolean, Long, BigInteger, Double, String, List and Map.
 *
 * <p>Plain scalars follow YAML 1.2's core schema, except where that would surprise who comes from Ansible (PyYAML,
 * YAML 1.1) and where YAML 1.1 is known to surprise everybody:
 *
 * <ul>
 *   <li>{@code yes no on off} are texts; whoever expects a boolean accepts them (YAML 1.1 makes the country code
 *       {@code no} false);
 *   <li>{@code 0644} is octal, 420, as in YAML 1.1; {@code 0o644}, {@code 0x1a4} and {@code 0b11} are numbers too;
 *       {@code 08} is a text;
 *   <li>a floating-point number has a point: {@code 1e3} is a text, as in PyYAML (it might be a commit);
 *   <li>{@code 1:30} and {@code 1_000} are texts (YAML 1.1 makes them 90 and 1000);
 *   <li>dates are texts.
 * </ul>
 */
public final class Values {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9]*)");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0o?[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("[-+]?0x[0-9a-fA-F]+");
    private static final Pattern BINARY = Pattern.compile("[-+]?0b[01]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:[0-9]+\\.[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");
    private static final int LONGEST_NUMBER = 4096;

    private Values() {}

    /** The value of a node. Scalars tagged {@code !vault} or {@code !unsafe} become {@link Tagged}. */
    public static @Nullable Object of(Node node) {
        return of(node, scalar -> new Tagged(scalar.tag(), scalar.text(), scalar.span()));
    }

    /**
     * The value of a node.
     *
     * @param tagged what becomes of scalars tagged {@code !vault} or {@code !unsafe}
     */
    public static @Nullable Object of(Node node, Function<Node.Scalar, @Nullable Object> tagged) {
        if (node instanceof Node.Scalar scalar) {
            return switch (scalar.tag()) {
                case "!vault" -> tagged.apply(scalar);
                case "!unsafe" -> {
                    Object value = scalar.plain() ? plain(scalar.text()) : scalar.text();
                    yield value instanceof String ? tagged.apply(scalar) : value;
                }
                default -> scalar(scalar);
            };
        }
        if (node instanceof Node.Sequence sequence) {
            List<@Nullable Object> items = new ArrayList<>(sequence.items().size());
            sequence.items().forEach(item -> items.add(of(item, tagged)));
            return items;
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        ((Node.Mapping) node).entries().forEach(entry -> entries.put(entry.key().text(), of(entry.value(), tagged)));
        return entries;
    }

    /** The value of a scalar, without regard to {@code !vault} and {@code !unsafe}. */
    public static @Nullable Object scalar(Node.Scalar scalar) {
        return switch (scalar.tag()) {
            case "" -> scalar.plain() ? plain(scalar.text()) : scalar.text();
            case "!!int", "!!float", "!!bool", "!!null" -> typed(scalar.tag(), scalar.text());
            default -> scalar.text();
        };
    }

    /** Whether the text is what its explicit tag says. */
    static boolean fits(String tag, String text) {
        Object value = plain(text);
        return switch (tag) {
            case "!!int" -> value instanceof Long || value instanceof BigInteger;
            case "!!float" -> value instanceof Number;
            case "!!bool" -> value instanceof Boolean;
            case "!!null" -> value == null;
            case "!!map", "!!seq" -> false;
            default -> true;
        };
    }

    private static @Nullable Object typed(String tag, String text) {
        Object value = plain(text);
        return tag.equals("!!float") && value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    /** The value of a scalar without quotes. */
    public static @Nullable Object plain(String text) {
        switch (text) {
            case "", "~", "null", "Null", "NULL" -> {
                return null;
            }
            case "true", "True", "TRUE" -> {
                return true;
            }
            case "false", "False", "FALSE" -> {
                return false;
            }
            default -> {
                char first = text.charAt(0);
                boolean maybeNumber = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
                return maybeNumber && text.length() <= LONGEST_NUMBER ? number(text) : text;
            }
        }
    }

    private static Object number(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return integer(text, "", 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(text, "0o", 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return integer(text, "0x", 16);
        }
        if (BINARY.matcher(text).matches()) {
            return integer(text, "0b", 2);
        }
        if (FLOAT.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        return switch (text) {
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            default -> text;
        };
    }

    private static Object integer(String text, String prefix, int radix) {
        String digits = prefix.isEmpty() ? text : text.replace(prefix, "");
        if (digits.length() < 17 && radix == 10) {
            return Long.parseLong(digits);
        }
        BigInteger exact = new BigInteger(digits, radix);
        return exact.bitLength() < Long.SIZE ? (Object) exact.longValue() : exact;
    }
}
