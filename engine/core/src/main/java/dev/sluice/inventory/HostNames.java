package dev.sluice.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that one entry of an inventory names: {@code host}, {@code host:2222}, {@code [::1]:22},
 * {@code web[01:50:2].example.org}, {@code db-[a:f]}.
 *
 * @param names at least one
 * @param port null if none is given
 */
record HostNames(List<String> names, @Nullable Long port) {
    private static final int MOST_NAMES = 100_000;
    private static final Pattern BRACKETED_PORT = Pattern.compile("\\[(.+)]:([0-9]{1,5})");
    private static final Pattern PORT = Pattern.compile("((?:[^:\\[\\]]|\\[[^\\]]*])*):([0-9]{1,5})");
    private static final Pattern RANGE = Pattern.compile("\\[([^\\]]*)]");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** A range that cannot be expanded; the message says why. */
    static final class InvalidRangeException extends RuntimeException {
        InvalidRangeException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Expands an entry.
     *
     * @throws InvalidRangeException if a range in it is wrong
     */
    static HostNames parse(String entry) {
        Matcher port = BRACKETED_PORT.matcher(entry);
        if (!port.matches()) {
            port = PORT.matcher(entry);
        }
        String pattern = port.matches() ? port.group(1) : entry;
        if (pattern.endsWith(":") && !pattern.contains("::")) {
            throw new InvalidRangeException("'" + entry + "' ends with ':', but a port must follow it");
        }
        List<String> names = new ArrayList<>();
        expand(pattern, names);
        return new HostNames(names, port.matches() ? (Long) Long.parseLong(port.group(2)) : null);
    }

    private static void expand(String pattern, List<String> names) {
        Matcher range = RANGE.matcher(pattern);
        if (!range.find()) {
            if (pattern.indexOf('[') >= 0 || pattern.indexOf(']') >= 0) {
                throw new InvalidRangeException("a bracket of '" + pattern + "' has no partner");
            }
            if (names.size() >= MOST_NAMES) {
                throw new InvalidRangeException("a range has more than " + MOST_NAMES + " hosts");
            }
            names.add(pattern);
            return;
        }
        String head = pattern.substring(0, range.start());
        String tail = pattern.substring(range.end());
        for (String step : steps(range.group(1))) {
            expand(head + step + tail, names);
        }
    }

    private static List<String> steps(String range) {
        String[] bounds = range.split(":", -1);
        if (bounds.length < 2 || bounds.length > 3) {
            throw new InvalidRangeException("a range is [begin:end] or [begin:end:step], not [" + range + "]");
        }
        String begin = bounds[0].isEmpty() ? "0" : bounds[0];
        String end = bounds[1];
        if (end.isEmpty()) {
            throw new InvalidRangeException("the range [" + range + "] has no end");
        }
        int step = bounds.length == 3 ? number(bounds[2], range) : 1;
        if (step < 1) {
            throw new InvalidRangeException("the step of the range [" + range + "] must be at least 1");
        }
        int firstLetter = begin.length() == 1 ? LETTERS.indexOf(begin) : -1;
        int lastLetter = end.length() == 1 ? LETTERS.indexOf(end) : -1;
        if (firstLetter >= 0 && lastLetter >= 0) {
            return letters(firstLetter, lastLetter, step, range);
        }
        return numbers(begin, end, step, range);
    }

    private static List<String> letters(int first, int last, int step, String range) {
        requireOrder(first, last, range);
        List<String> steps = new ArrayList<>();
        for (int index = first; index <= last; index += step) {
            steps.add(LETTERS.substring(index, index + 1));
        }
        return steps;
    }

    private static List<String> numbers(String begin, String end, int step, String range) {
        boolean padded = begin.length() > 1 && begin.startsWith("0");
        if (padded && begin.length() != end.length()) {
            throw new InvalidRangeException("begin and end of the range [" + range + "] must be equally long");
        }
        int first = number(begin, range);
        int last = number(end, range);
        requireOrder(first, last, range);
        if ((last - first) / step >= MOST_NAMES) {
            throw new InvalidRangeException("the range [" + range + "] has more than " + MOST_NAMES + " hosts");
        }
        List<String> steps = new ArrayList<>();
        for (int value = first; value <= last; value += step) {
            String digits = Integer.toString(value);
            steps.add(padded ? "0".repeat(Math.max(0, begin.length() - digits.length())) + digits : digits);
        }
        return steps;
    }

    private static void requireOrder(int first, int last, String range) {
        if (first > last) {
            throw new InvalidRangeException("the range [" + range + "] begins after its end");
        }
    }

    private static int number(String text, String range) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new InvalidRangeException("'" + text + "' in the range [" + range + "] is neither number nor letter");
        }
        return Integer.parseInt(text);
    }
}
