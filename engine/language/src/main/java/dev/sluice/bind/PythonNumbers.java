package dev.sluice.bind;

import java.math.BigDecimal;

/** Floating-point numbers as Python writes them, because that is what Ansible's modules get for a text. */
final class PythonNumbers {
    private static final double FIXED_FROM = 1e-4;
    private static final double FIXED_BELOW = 1e16;

    private PythonNumbers() {}

    static String text(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        double size = Math.abs(number);
        if (number == 0 || (size >= FIXED_FROM && size < FIXED_BELOW)) {
            String plain = number == 0 ? Double.toString(number) : exact.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = exact.unscaledValue().abs().toString();
        int exponent = exact.precision() - exact.scale() - 1;
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return (number < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + power;
    }
}
