package dev.sluice.template.filter;

import dev.sluice.python.NumberText;
import dev.sluice.python.Numbers;
import dev.sluice.python.OperationException;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters between sizes in bytes and sizes for people. */
final class SizeFilters implements Family {
    private static final String UNITS = "BKMGTPEZY";
    private static final Pattern SIZE = Pattern.compile("\\s*(\\d*\\.?\\d*)\\s*([A-Za-z]+)?");
    private static final List<String> DECIMAL = List.of("kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB");
    private static final List<String> BINARY = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB");

    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "human_readable(isbits?, unit?)",
                "human_to_bytes(default_unit?, isbits?)",
                "filesizeformat(binary?)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "human_readable" -> readable(call);
            case "human_to_bytes" -> bytes(call);
            case "filesizeformat" -> fileSize(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static double number(Call call) {
        Object value = call.value();
        Double number = value != null && Types.isNumeric(value)
                ? (Double) Numbers.real(value)
                : value instanceof String text ? NumberText.real(text) : null;
        if (number == null) {
            throw new OperationException("'" + call.name() + "' cannot interpret " + Text.quoted(value) + " as a size");
        }
        return number;
    }

    private static String readable(Call call) {
        boolean bits = call.flag("isbits", false);
        double size = number(call);
        String unit = call.text("unit", "").toUpperCase(Locale.ROOT);
        int power = UNITS.length() - 1;
        while (power > 0) {
            boolean chosen = unit.isEmpty() ? size >= Math.pow(1024, power) : unit.charAt(0) == UNITS.charAt(power);
            if (chosen) {
                break;
            }
            power--;
        }
        String base = bits ? "bits" : "Bytes";
        String suffix = power == 0 ? base : UNITS.charAt(power) + base.substring(0, 1);
        BigDecimal amount = new BigDecimal(size / Math.pow(1024, power)).setScale(2, RoundingMode.HALF_EVEN);
        return amount.toPlainString() + " " + suffix;
    }

    private static Object bytes(Call call) {
        boolean bits = call.flag("isbits", false);
        Matcher matcher = SIZE.matcher(call.text());
        Double number = matcher.lookingAt() ? NumberText.real(matcher.group(1)) : null;
        if (number == null) {
            throw new OperationException(
                    "human_to_bytes() can't interpret following string: " + call.text(), "write it like '10 GB'");
        }
        String given = matcher.group(2) == null ? call.text("default_unit", "") : matcher.group(2);
        if (given.isEmpty()) {
            return Math.round(number);
        }
        int power = UNITS.indexOf(Character.toUpperCase(given.charAt(0)));
        String rest = given.length() > 1 ? given.substring(1) : "";
        boolean fits = rest.isEmpty()
                || (bits
                        ? rest.equals("b") || rest.equalsIgnoreCase("bits")
                        : rest.equals("B") || rest.equalsIgnoreCase("bytes"))
                || power == 0 && (bits ? "its" : "ytes").equalsIgnoreCase(rest);
        if (power < 0 || !fits) {
            throw new OperationException(
                    "human_to_bytes() failed to convert " + call.text() + ": '" + given + "' is not a unit of "
                            + (bits ? "bits" : "bytes"),
                    bits ? "units are b, Kb, Mb, Gb, Tb" : "units are B, KB, MB, GB, TB");
        }
        return Numbers.narrow(BigDecimal.valueOf(number)
                .multiply(BigDecimal.valueOf(1024).pow(power))
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigInteger());
    }

    private static String fileSize(Call call) {
        boolean binary = call.flag("binary", false);
        double size = number(call);
        double base = binary ? 1024 : 1000;
        if (size == 1) {
            return "1 Byte";
        } else if (size < base) {
            return (long) size + " Bytes";
        }
        List<String> prefixes = binary ? BINARY : DECIMAL;
        int power = 0;
        double unit = base;
        while (power < prefixes.size() - 1 && size >= unit * base) {
            unit *= base;
            power++;
        }
        return new BigDecimal(size / unit).setScale(1, RoundingMode.HALF_EVEN) + " " + prefixes.get(power);
    }
}
