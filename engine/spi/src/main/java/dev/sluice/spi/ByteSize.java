package dev.sluice.spi;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact number of bytes. Units are LVM's in the way people write them to {@code lvcreate -L}: {@code K M G T P} and
 * {@code KiB ...} are powers of 1024, {@code KB MB ...} powers of 1000, {@code B} or no unit is bytes.
 *
 * @param bytes at least 0
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern SIZE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([kmgtp]?)(i?b)?");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + bytes);
        }
    }

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException if it is none, or no whole number of bytes
     */
    public static ByteSize parse(String text) {
        Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a valid size; write e.g. 1050G, 512MiB or 1073741824");
        }
        int power = "kmgtp".indexOf(matcher.group(2)) + 1;
        if (matcher.group(2).isEmpty()) {
            power = 0;
        }
        BigDecimal unit = BigDecimal.valueOf("b".equals(matcher.group(3)) && power > 0 ? 1000 : 1024)
                .pow(power);
        try {
            return new ByteSize(new BigDecimal(matcher.group(1)).multiply(unit).longValueExact());
        } catch (ArithmeticException inexact) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number of bytes", inexact);
        }
    }

    /** The size rounded up to a multiple of a unit, as LVM rounds to extents. */
    public ByteSize roundUp(long unit) {
        return new ByteSize(Math.multiplyExact(Math.floorDiv(Math.addExact(bytes, unit - 1), unit), unit));
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The shortest exact form: {@code 1050G}, {@code 6M}, {@code 513B}. */
    @Override
    public String toString() {
        String units = "BKMGTP";
        int power = 0;
        long value = bytes;
        while (value != 0 && value % 1024 == 0 && power < units.length() - 1) {
            value /= 1024;
            power++;
        }
        return value + units.substring(power, power + 1);
    }
}
