package dev.sluice.template.filter;

import dev.sluice.python.TextSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks text into lines of a width, as Python's textwrap does with tabs and white space kept. */
final class TextWrap {
    private static final Pattern CHUNK = Pattern.compile("\\s+|\\S+");
    private static final Pattern HYPHENATED = Pattern.compile(
            "[^\\s\\w]*\\w+[^0-9\\W]-(?=\\w+[^0-9\\W])|.+?(?=[^\\s\\w]*\\w+[^0-9\\W]-(?=\\w+[^0-9\\W]))|.+");

    private TextWrap() {}

    static String wrap(String text, int width, boolean breakLongWords, String separator, boolean breakOnHyphens) {
        List<String> paragraphs = new ArrayList<>();
        for (Object line : TextSplit.lines(text, false)) {
            paragraphs.add(String.join(separator, wrapLine((String) line, width, breakLongWords, breakOnHyphens)));
        }
        return String.join(separator, paragraphs);
    }

    private static List<String> wrapLine(String line, int width, boolean breakLongWords, boolean breakOnHyphens) {
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String chunk : chunks(line, breakOnHyphens)) {
            String rest = chunk;
            if (current.length() + rest.length() > width) {
                while (breakLongWords && rest.length() > width) {
                    int room = Math.max(1, width - current.length());
                    current.append(rest, 0, room);
                    rest = rest.substring(room);
                    finish(lines, current);
                }
                if (current.length() + rest.length() > width) {
                    finish(lines, current);
                }
            }
            boolean leadingSpace = current.length() == 0 && !lines.isEmpty() && rest.isBlank();
            current.append(leadingSpace ? "" : rest);
        }
        finish(lines, current);
        return lines;
    }

    private static void finish(List<String> lines, StringBuilder current) {
        String line = current.toString().stripTrailing();
        if (!line.isEmpty()) {
            lines.add(line);
        }
        current.setLength(0);
    }

    private static List<String> chunks(String line, boolean breakOnHyphens) {
        List<String> chunks = new ArrayList<>();
        Matcher matcher = CHUNK.matcher(line);
        while (matcher.find()) {
            if (breakOnHyphens && matcher.group().indexOf('-') > 0) {
                Matcher parts = HYPHENATED.matcher(matcher.group());
                while (parts.find()) {
                    chunks.add(parts.group());
                }
            } else {
                chunks.add(matcher.group());
            }
        }
        return chunks;
    }
}
