package dev.sluice.modules.system.files.edit;

import dev.sluice.python.Regex;
import java.util.ArrayList;
import java.util.List;

/**
 * How blockinfile edits lines; every character is a byte. Where the block goes follows the documentation of
 * ansible-core 2.14 and, where that is silent, what that version does.
 *
 * @param begin the line that begins the block, with its newline
 * @param end the line that ends the block, with its newline
 * @param block what stands between the two; empty if there is to be no block
 * @param place where a new block goes
 * @param blankBefore whether an empty line is kept before the block
 * @param blankAfter whether an empty line is kept after the block
 */
record BlockEdit(
        String begin, String end, String block, LineEdit.Place place, boolean blankBefore, boolean blankAfter) {
    /** The text with the block in it, or without any. */
    String apply(String text) {
        List<String> lines = split(text);
        int at = take(lines);
        if (at < 0) {
            at = newPlace(text, lines);
        }
        if (at > 0 && !lines.get(at - 1).endsWith("\n")) {
            lines.set(at - 1, lines.get(at - 1) + "\n");
        }
        if (!block.isEmpty()) {
            List<String> added = new ArrayList<>();
            if (blankBefore && at > 0 && !lines.get(at - 1).equals("\n")) {
                added.add("\n");
            }
            added.add(begin);
            added.add(block.endsWith("\n") ? block : block + "\n");
            added.add(end);
            if (blankAfter && at < lines.size() && !lines.get(at).equals("\n")) {
                added.add("\n");
            }
            lines.addAll(at, added);
        }
        return String.join("", lines);
    }

    /** Takes the block out that is there; returns where it was, or -1. */
    private int take(List<String> lines) {
        int first = lines.lastIndexOf(begin);
        int last = lines.lastIndexOf(end);
        if (first < 0 || last < 0) {
            return -1;
        }
        int from = Math.min(first, last);
        lines.subList(from, Math.max(first, last) + 1).clear();
        return from;
    }

    private int newPlace(String text, List<String> lines) {
        Regex pattern = place.pattern();
        boolean after = place.side() == LineEdit.Place.Side.AFTER;
        if (pattern == null) {
            return after ? lines.size() : 0;
        }
        int found = pattern.isMultiline() ? inText(pattern, text, after) : inLines(pattern, lines);
        return found < 0 ? lines.size() : after ? Math.min(found + 1, lines.size()) : found;
    }

    private static int inLines(Regex pattern, List<String> lines) {
        for (int index = lines.size() - 1; index >= 0; index--) {
            if (pattern.finds(lines.get(index))) {
                return index;
            }
        }
        return -1;
    }

    private static int inText(Regex pattern, String text, boolean after) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return -1;
        }
        int position = after ? matcher.end() : matcher.start();
        return (int)
                text.substring(0, position).chars().filter(each -> each == '\n').count();
    }

    /** As Python's {@code splitlines} of bytes: at newlines, carriage returns and both together; they stay. */
    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            boolean pair = each == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
            if (each == '\n' || (each == '\r' && !pair)) {
                lines.add(text.substring(start, at + 1));
                start = at + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }
}
