package dev.sluice.journal.report;

import java.util.List;

/** A text that grows in whole pieces up to a limit and says at its end how much was left out. */
final class BoundedText {
    /** Room for the note at the end and for closing what is open. */
    private static final int RESERVE = 400;

    private final int limit;
    private final StringBuilder text = new StringBuilder();

    private int leftOut;

    BoundedText(int limit) {
        this.limit = limit;
    }

    /** Adds lines if all of them fit, else none. */
    boolean add(List<String> lines) {
        String piece = String.join("\n", lines) + "\n";
        if (text.length() + piece.length() > limit - RESERVE) {
            leftOut++;
            return false;
        }
        text.append(piece);
        return true;
    }

    /** Adds what closes something that was added before: there is room kept for it. */
    void close(String line) {
        text.append(line).append('\n');
    }

    /** The text, with a note if something is missing. */
    String end() {
        if (leftOut > 0) {
            text.append("\n**Cut:** ")
                    .append(Words.count(leftOut, "part"))
                    .append(leftOut == 1 ? " is" : " are")
                    .append(" left out, because a comment has at most ")
                    .append(limit)
                    .append(" characters. `--output json` shows everything.\n");
        }
        return text.toString();
    }
}
