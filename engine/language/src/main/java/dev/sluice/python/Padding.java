package dev.sluice.python;

/** Fills texts up to a width. */
final class Padding {
    private Padding() {}

    static String left(String text, long width, String fill) {
        return text + fill.repeat(missing(text, width));
    }

    static String right(String text, long width, String fill) {
        return fill.repeat(missing(text, width)) + text;
    }

    /** As {@code str.center}: the odd character goes left when the width is odd. */
    static String center(String text, long width, String fill) {
        int missing = missing(text, width);
        int left = missing / 2 + (missing & (int) width & 1);
        return fill.repeat(left) + text + fill.repeat(missing - left);
    }

    static String zeros(String text, long width) {
        int missing = missing(text, width);
        boolean signed = text.startsWith("+") || text.startsWith("-");
        return signed ? text.charAt(0) + "0".repeat(missing) + text.substring(1) : "0".repeat(missing) + text;
    }

    private static int missing(String text, long width) {
        Limits.checkText(width);
        return (int) Math.max(0, width - Types.length(text));
    }
}
