package dev.sluice.drawing;

import dev.sluice.drawing.Layout.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a vertex, broken into lines that fit a box.
 *
 * @param lines its lines
 * @param size of the box, in pixels
 */
record VertexBox(List<String> lines, Size size) {
    static final double LINE_HEIGHT = 17;

    private static final int MOST_CHARACTERS = 30;
    /** A generous mean for 13 pixels of a sans-serif font: text that is too narrow looks better than text that sticks out. */
    private static final double CHARACTER = 7.1;

    static VertexBox of(String label) {
        List<String> lines = new ArrayList<>();
        label.lines().forEach(line -> wrap(line, lines));
        double width = lines.stream().mapToDouble(VertexBox::textWidth).max().orElse(0);
        return new VertexBox(List.copyOf(lines), new Size(Math.max(60, width + 24), lines.size() * LINE_HEIGHT + 16));
    }

    static double textWidth(String text) {
        return text.codePointCount(0, text.length()) * CHARACTER;
    }

    private static void wrap(String text, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > MOST_CHARACTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
    }
}
