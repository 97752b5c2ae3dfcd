package dev.sluice.python;

/** The backslash escapes within quotes of Python. */
public final class StringEscapes {
    private final String written;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private StringEscapes(String written) {
        this.written = written;
    }

    /** An escape that is none. */
    public static final class BadEscapeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String hint;
        private final int offset;

        BadEscapeException(String message, String hint, int offset) {
            super(message, null, false, false);
            this.hint = hint;
            this.offset = offset;
        }

        /** What to write instead; empty if nothing can be said. */
        public String hint() {
            return hint;
        }

        /** Where its backslash is. */
        public int offset() {
            return offset;
        }
    }

    /**
     * Decodes all escapes; a backslash before anything else stays.
     *
     * @param written what stands between the quotes
     * @throws BadEscapeException if an escape that names a character does not name one
     */
    public static String decode(String written) {
        return written.indexOf('\\') < 0 ? written : new StringEscapes(written).decoded();
    }

    private String decoded() {
        while (at < written.length()) {
            char c = written.charAt(at++);
            if (c != '\\' || at == written.length()) {
                out.append(c);
            } else {
                escape(written.charAt(at++));
            }
        }
        return out.toString();
    }

    private void escape(char letter) {
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
            case 'N' -> named();
            case 'x' -> codePoint(2);
            case 'u' -> codePoint(4);
            case 'U' -> codePoint(8);
            default -> other();
        }
    }

    private void other() {
        int start = at - 1;
        int end = start;
        while (end < written.length() && end < start + 3 && written.charAt(end) >= '0' && written.charAt(end) <= '7') {
            end++;
        }
        if (end == start) {
            out.append('\\').append(written.charAt(start));
            return;
        }
        out.append((char) Integer.parseInt(written.substring(start, end), 8));
        at = end;
    }

    private void named() {
        int end = written.indexOf('}', at);
        try {
            if (!written.startsWith("{", at) || end < 0) {
                throw new IllegalArgumentException("no name");
            }
            out.appendCodePoint(Character.codePointOf(written.substring(at + 1, end)));
        } catch (IllegalArgumentException e) {
            throw new BadEscapeException("\\N needs the name of a character in braces", "\\N{BULLET}", at - 2);
        }
        at = end + 1;
    }

    private void codePoint(int digits) {
        int end = at + digits;
        try {
            out.appendCodePoint(Integer.parseInt(written.substring(at, end), 16));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new BadEscapeException(
                    "\\" + written.charAt(at - 1) + " needs " + digits + " hexadecimal digits", "", at - 2);
        }
        at = end;
    }
}
