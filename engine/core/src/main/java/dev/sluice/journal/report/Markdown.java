package dev.sluice.journal.report;

import java.util.ArrayList;
import java.util.List;

/** Texts from anywhere, fit to stand in Markdown without becoming part of it. */
final class Markdown {
    private Markdown() {}

    /** Plain text: nothing in it is a link, a mention, an image, HTML or emphasis. */
    static String text(String text) {
        StringBuilder result = new StringBuilder();
        for (char each : Words.line(text).toCharArray()) {
            switch (each) {
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '&' -> result.append("&amp;");
                // Otherwise a pull request's comment would notify whoever has that name.
                case '@' -> result.append("@\u200b");
                case '\\', '`', '*', '_', '[', ']', '|', '~', '#', '!' ->
                    result.append('\\').append(each);
                default -> result.append(each);
            }
        }
        return result.toString();
    }

    /** Code within a line, whatever backticks are in it. */
    static String code(String text) {
        String line = Words.line(text);
        if (line.isEmpty()) {
            return "";
        }
        String fence = "`".repeat(longestRun(line) + 1);
        boolean padded = line.startsWith("`") || line.endsWith("`");
        return fence + (padded ? " " : "") + line + (padded ? " " : "") + fence;
    }

    /** Code within a cell of a table, where a bar would end the cell even in code. */
    static String cellCode(String text) {
        return code(text).replace("|", "\\|");
    }

    /** A block of code, whatever backticks are in it. */
    static List<String> block(String language, List<String> lines) {
        int longest = lines.stream().mapToInt(Markdown::longestRun).max().orElse(0);
        String fence = "`".repeat(Math.max(3, longest + 1));
        List<String> block = new ArrayList<>();
        block.add(fence + language);
        lines.forEach(line -> block.add(Words.printable(line)));
        block.add(fence);
        return block;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int index = 0; index < text.length(); index++) {
            run = text.charAt(index) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
