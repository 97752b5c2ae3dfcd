package dev.sluice.python;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** The layouts of {@code strftime} and {@code strptime}, in the C locale. */
public final class TimeFormat {
    private TimeFormat() {}

    /** The time in this layout. */
    public static String format(String layout, ZonedDateTime time) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < layout.length(); at++) {
            char c = layout.charAt(at);
            if (c != '%' || at + 1 == layout.length()) {
                out.append(c);
                continue;
            }
            char letter = layout.charAt(++at);
            boolean unpadded = letter == '-' && at + 1 < layout.length();
            String text = field(unpadded ? layout.charAt(++at) : letter, time);
            out.append(unpadded ? text.replaceFirst("^0+(?=\\d)", "") : text);
        }
        return out.toString();
    }

    private static String field(char letter, ZonedDateTime time) {
        return switch (letter) {
            case 'Y' -> Integer.toString(time.getYear());
            case 'y' -> two(time.getYear() % 100);
            case 'C' -> two(time.getYear() / 100);
            case 'm' -> two(time.getMonthValue());
            case 'd' -> two(time.getDayOfMonth());
            case 'e' -> String.format("%2d", time.getDayOfMonth());
            case 'H' -> two(time.getHour());
            case 'k' -> String.format("%2d", time.getHour());
            case 'I' -> two((time.getHour() + 11) % 12 + 1);
            case 'l' -> String.format("%2d", (time.getHour() + 11) % 12 + 1);
            case 'M' -> two(time.getMinute());
            case 'S' -> two(time.getSecond());
            case 'f' -> String.format("%06d", time.getNano() / 1000);
            case 'j' -> String.format("%03d", time.getDayOfYear());
            case 's' -> Long.toString(time.toEpochSecond());
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            case 'D' -> format("%m/%d/%y", time);
            case 'F' -> format("%Y-%m-%d", time);
            case 'T', 'X' -> format("%H:%M:%S", time);
            case 'R' -> format("%H:%M", time);
            case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
            case 'x' -> format("%m/%d/%y", time);
            case 'r' -> format("%I:%M:%S %p", time);
            default -> calendarField(letter, time);
        };
    }

    private static String calendarField(char letter, ZonedDateTime time) {
        int dayFromSunday = time.getDayOfWeek().getValue() % 7;
        int dayFromMonday = time.getDayOfWeek().getValue() - 1;
        return switch (letter) {
            case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'P' -> time.getHour() < 12 ? "am" : "pm";
            case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
            case 'w' -> Integer.toString(dayFromSunday);
            case 'U' -> two((time.getDayOfYear() + 6 - dayFromSunday) / 7);
            case 'W' -> two((time.getDayOfYear() + 6 - dayFromMonday) / 7);
            case 'V' -> two(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> Integer.toString(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'z' -> time.format(DateTimeFormatter.ofPattern("xx"));
            case 'Z' ->
                time.getZone().getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equals("Z")
                        ? "UTC"
                        : time.format(DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH));
            default -> throw new OperationException("strftime() does not know '%" + letter + "'");
        };
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /**
     * Reads a date and time.
     *
     * @throws OperationException if the text is not in the layout
     */
    public static Moment parse(String text, String layout) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        boolean zone = false;
        for (int at = 0; at < layout.length(); at++) {
            char c = layout.charAt(at);
            if (c == '%' && at + 1 < layout.length()) {
                char letter = layout.charAt(++at);
                zone |= letter == 'z';
                appendField(builder, letter);
            } else {
                builder.appendLiteral(c);
            }
        }
        try {
            DateTimeFormatter formatter = builder.toFormatter(Locale.ENGLISH);
            return TimeFields.moment(formatter.parse(text), zone);
        } catch (DateTimeException e) {
            throw new OperationException(
                    "time data " + Text.quoted(text) + " does not match format " + Text.quoted(layout),
                    "give the layout: to_datetime('%Y-%m-%d')");
        }
    }

    private static void appendField(DateTimeFormatterBuilder builder, char letter) {
        switch (letter) {
            case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
            case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, 1969);
            case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, SignStyle.NOT_NEGATIVE);
            case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE);
            case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 1, 2, SignStyle.NOT_NEGATIVE);
            case 'I' -> builder.appendValue(ChronoField.CLOCK_HOUR_OF_AMPM, 1, 2, SignStyle.NOT_NEGATIVE);
            case 'M' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 1, 2, SignStyle.NOT_NEGATIVE);
            case 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 1, 2, SignStyle.NOT_NEGATIVE);
            case 'f' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, 6, false);
            case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 1, 3, SignStyle.NOT_NEGATIVE);
            case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY);
            case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
            case 'A' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
            case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
            case 'B' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
            case 'z' -> builder.appendPattern("[XXX][XX][X]");
            case '%' -> builder.appendLiteral('%');
            default -> throw new OperationException("strptime() does not know '%" + letter + "'");
        }
    }
}
