package dev.sluice.template.syntax;

import dev.sluice.python.StringEscapes;

/** The backslash escapes of text literals, which are Python's. */
final class Escapes {
    private Escapes() {}

    /** Only an escaped quote is an escape: every other backslash stays, as in expressions within YAML values. */
    static String decodeQuotes(String written) {
        return written.indexOf('\\') < 0 ? written : written.replace("\\'", "'").replace("\\\"", "\"");
    }

    /** Decodes all escapes of a literal that starts at the offset. */
    static String decode(String written, int offset) {
        try {
            return StringEscapes.decode(written);
        } catch (StringEscapes.BadEscapeException bad) {
            throw new TemplateSyntaxError(String.valueOf(bad.getMessage()), bad.hint(), offset + bad.offset());
        }
    }
}
