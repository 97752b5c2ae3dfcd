package dev.sluice.python;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Letter case and surrounding space as Python sees them. */
public final class LetterCase {
    private LetterCase() {}

    /** The first letter large, all others small. */
    public static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int end = text.offsetByCodePoints(0, 1);
        return text.substring(0, end).toUpperCase(Locale.ROOT)
                + text.substring(end).toLowerCase(Locale.ROOT);
    }

    static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean within = false;
        for (int point : text.codePoints().toArray()) {
            out.appendCodePoint(within ? Character.toLowerCase(point) : Character.toTitleCase(point));
            within = Character.isLetter(point);
        }
        return out.toString();
    }

    static String swap(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(point ->
                        Character.isUpperCase(point) ? Character.toLowerCase(point) : Character.toUpperCase(point))
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Whether Python counts the character as white space. */
    public static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
    }

    /** The text without these characters, or white space if null, at the chosen ends. */
    public static String strip(String text, @Nullable String characters, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && unwanted(text.charAt(start), characters)) {
            start++;
        }
        while (right && end > start && unwanted(text.charAt(end - 1), characters)) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean unwanted(char c, @Nullable String characters) {
        return characters == null ? isSpace(c) : characters.indexOf(c) >= 0;
    }
}
