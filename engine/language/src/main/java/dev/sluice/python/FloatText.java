package dev.sluice.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The text of a float as Python prints it: the fewest digits that give the same number back. */
final class FloatText {
    private static final int MOST_DIGITS = 17;
    private static final int SURE_DIGITS = 15;
    private static final int EXPONENT_FORM_FROM = 16;
    private static final int EXPONENT_FORM_BELOW = -4;

    private FloatText() {}

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        } else if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        return (value < 0 ? "-" : "") + layout(digits, exponent);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        // 15 digits survive in every number that has its full precision
        for (int digits = value < Double.MIN_NORMAL ? 1 : SURE_DIGITS; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String layout(String digits, int exponent) {
        if (exponent < EXPONENT_FORM_BELOW || exponent >= EXPONENT_FORM_FROM) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            String sign = exponent < 0 ? "-" : "+";
            String power = Integer.toString(Math.abs(exponent));
            return digits.charAt(0) + fraction + "e" + sign + (power.length() < 2 ? "0" : "") + power;
        } else if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        } else if (digits.length() <= exponent + 1) {
            return digits + "0".repeat(exponent + 1 - digits.length()) + ".0";
        }
        return digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1);
    }
}
