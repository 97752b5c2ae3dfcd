package dev.sluice.python;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What plain scalars mean in YAML 1.1, which is what PyYAML and therefore Ansible reads and writes. */
final class YamlScalars {
    private static final Set<String> TRUE = Set.of("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> SPECIAL = Set.of("<<", "=");
    private static final Pattern INTEGER = Pattern.compile("[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)"
            + "|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern REAL = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
            + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
                    + "(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?");
    private static final int SEXAGESIMAL = 60;

    private YamlScalars() {}

    /** Whether the text, written without quotes, would be read as a text. */
    static boolean isPlainText(String text) {
        return !TRUE.contains(text)
                && !FALSE.contains(text)
                && !NULL.contains(text)
                && !SPECIAL.contains(text)
                && !INTEGER.matcher(text).matches()
                && !REAL.matcher(text).matches()
                && !TIME.matcher(text).matches();
    }

    /** The value of a scalar without quotes. */
    static @Nullable Object value(String text) {
        if (NULL.contains(text)) {
            return null;
        } else if (TRUE.contains(text)) {
            return true;
        } else if (FALSE.contains(text)) {
            return false;
        } else if (INTEGER.matcher(text).matches()) {
            return integer(text.replace("_", ""));
        } else if (REAL.matcher(text).matches()) {
            return real(text.replace("_", "").toLowerCase(Locale.ROOT));
        }
        return text;
    }

    private static Object integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = text.replaceFirst("^[-+]", "");
        BigInteger value;
        if (digits.startsWith("0b")) {
            value = new BigInteger(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            value = new BigInteger(digits.substring(2), 16);
        } else if (digits.startsWith("0") && digits.length() > 1) {
            value = new BigInteger(digits, 8);
        } else if (digits.indexOf(':') > 0) {
            value = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                value = value.multiply(BigInteger.valueOf(SEXAGESIMAL)).add(new BigInteger(part));
            }
        } else {
            value = new BigInteger(digits);
        }
        return Numbers.narrow(negative ? value.negate() : value);
    }

    private static Object real(String text) {
        boolean negative = text.startsWith("-");
        String digits = text.replaceFirst("^[-+]", "");
        double value = 0;
        if (digits.equals(".inf")) {
            value = Double.POSITIVE_INFINITY;
        } else if (digits.equals(".nan")) {
            value = Double.NaN;
        } else {
            for (String part : digits.split(":", -1)) {
                value = value * SEXAGESIMAL + Double.parseDouble(part);
            }
        }
        return negative ? -value : value;
    }
}
