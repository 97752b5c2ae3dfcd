package dev.sluice.template;

/** The backslash escapes of text literals, which are Python's. */
final class Escapes {
    private Escapes() {}

    /** Only an escaped quote is an escape: every other backslash stays, as in expressions within YAML values. */
    static String decodeQuotes(String written) {
        return written.indexOf('\\') < 0 ? written : written.replace("\\'", "'").replace("\\\"", "\"");
    }

    /** Decodes all escapes of a literal that starts at the offset. */
    static String decode(String written, int offset) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < written.length()) {
            char c = written.charAt(at++);
            if (c != '\\' || at == written.length()) {
                out.append(c);
            } else {
                at = escape(written, at, out, offset);
            }
        }
        return out.toString();
    }

    private static int escape(String written, int at, StringBuilder out, int offset) {
        char letter = written.charAt(at);
        switch (letter) {
            case '\n' -> {}
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'v' -> out.append('\u000b');
            case '\\', '\'', '"' -> out.append(letter);
            case 'N' -> {
                return named(written, at, out, offset);
            }
            case 'x' -> {
                return codePoint(written, at, 2, out, offset);
            }
            case 'u' -> {
                return codePoint(written, at, 4, out, offset);
            }
            case 'U' -> {
                return codePoint(written, at, 8, out, offset);
            }
            default -> {
                return other(written, at, out);
            }
        }
        return at + 1;
    }

    private static int other(String written, int at, StringBuilder out) {
        int end = at;
        while (end < written.length() && end < at + 3 && written.charAt(end) >= '0' && written.charAt(end) <= '7') {
            end++;
        }
        if (end == at) {
            out.append('\\').append(written.charAt(at));
            return at + 1;
        }
        out.append((char) Integer.parseInt(written.substring(at, end), 8));
        return end;
    }

    private static int named(String written, int at, StringBuilder out, int offset) {
        int end = written.indexOf('}', at);
        try {
            if (!written.startsWith("{", at + 1) || end < 0) {
                throw new IllegalArgumentException("no name");
            }
            out.appendCodePoint(Character.codePointOf(written.substring(at + 2, end)));
        } catch (IllegalArgumentException e) {
            throw new TemplateSyntaxError(
                    "\\N needs the name of a character in braces", "\\N{BULLET}", offset + at - 1);
        }
        return end + 1;
    }

    private static int codePoint(String written, int at, int digits, StringBuilder out, int offset) {
        int end = at + 1 + digits;
        try {
            out.appendCodePoint(Integer.parseInt(written.substring(at + 1, end), 16));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new TemplateSyntaxError(
                    "\\" + written.charAt(at) + " needs " + digits + " hexadecimal digits", "", offset + at - 1);
        }
        return end;
    }
}
