package dev.sluice.modules.system.network;

import dev.sluice.spi.TaskFailure;
import java.util.regex.Pattern;

/** What becomes part of one line of a request: with a line break in it, it would become another header. */
final class HttpLine {
    /** The name of a header, RFC 9110, section 5.1. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private HttpLine() {}

    /**
     * @param parameter whose value it is
     * @return the value
     * @throws TaskFailure if it has a line break or a NUL character in it
     */
    static String of(String parameter, String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0) {
            throw new TaskFailure(
                    parameter + " has a line break or a NUL character in it",
                    "the rest would be another line of the request",
                    "write it in one line; a text from a file or a command may need the filter trim");
        }
        return value;
    }

    /** A header as it is written. */
    static String header(String name, String value) {
        if (!TOKEN.matcher(name).matches()) {
            throw new TaskFailure(
                    "headers: '" + name + "' is not a valid name of a header", "use letters, digits and dashes");
        }
        return name + ": " + of("the header " + name, value);
    }
}
