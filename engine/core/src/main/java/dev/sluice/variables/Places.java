package dev.sluice.variables;

import dev.sluice.source.Span;

/** Finds the place of a character of a scalar's text in the source. */
public final class Places {
    private Places() {}

    /**
     * The place of an offset in a text that stands in a span; the whole span if quoting or folding make them differ.
     *
     * @param offset in the text; negative for nowhere in particular
     */
    public static Span within(Span span, String text, int offset) {
        String source = span.file()
                .text()
                .substring(span.start(), Math.min(span.end(), span.file().text().length()));
        int start = source.indexOf(text);
        if (offset < 0 || start < 0 || offset >= text.length()) {
            return span;
        }
        int at = span.start() + start + offset;
        int end = at;
        String all = span.file().text();
        while (end < span.end() && (Character.isLetterOrDigit(all.charAt(end)) || all.charAt(end) == '_')) {
            end++;
        }
        return new Span(span.file(), at, Math.max(end, at + 1));
    }
}
