package dev.sluice.inventory;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a host line of an INI inventory into words as Python's {@code shlex} does in POSIX mode: quotes keep blanks
 * together and are removed, a backslash quotes one character, {@code #} starts a comment.
 */
final class ShellWords {
    private ShellWords() {}

    /** A quote that is never closed. */
    static final class UnclosedQuoteException extends RuntimeException {
        UnclosedQuoteException(char quote) {
            super("a " + quote + " is never closed", null, false, false);
        }
    }

    /**
     * The words of a line.
     *
     * @throws UnclosedQuoteException if a quote is open at its end
     */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean started = false;
        char quote = 0;
        for (int index = 0; index < line.length(); index++) {
            char here = line.charAt(index);
            char next = index + 1 < line.length() ? line.charAt(index + 1) : 0;
            if (quote != 0) {
                if (here == quote) {
                    quote = 0;
                } else if (here == '\\' && quote == '"' && (next == '"' || next == '\\')) {
                    word.append(next);
                    index++;
                } else {
                    word.append(here);
                }
            } else if (here == '#') {
                break;
            } else if (here == '\'' || here == '"') {
                quote = here;
                started = true;
            } else if (here == '\\' && next != 0) {
                word.append(next);
                started = true;
                index++;
            } else if (Character.isWhitespace(here)) {
                if (started) {
                    words.add(word.toString());
                }
                word.setLength(0);
                started = false;
            } else {
                word.append(here);
                started = true;
            }
        }
        if (quote != 0) {
            throw new UnclosedQuoteException(quote);
        }
        if (started) {
            words.add(word.toString());
        }
        return words;
    }
}
