package dev.sluice.modules.system.network;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lines of curl's configuration, which is read from standard input: what is in it is not seen in a list of processes. A
 * value stands between quotes, in which curl knows a few escapes, so that it stays one line whatever is in it.
 */
final class CurlConfiguration {
    private final List<String> lines = new ArrayList<>();

    /** An option without a value. */
    CurlConfiguration with(@CompileTimeConstant String option) {
        lines.add(option);
        return this;
    }

    /** An option with a value that may be any text without NUL, e.g. a path. */
    CurlConfiguration with(@CompileTimeConstant String option, String value) {
        lines.add(option + " = " + quoted(value));
        return this;
    }

    /**
     * An option whose value becomes part of a line of the request.
     *
     * @param parameter whose value it is, for the message if it has several lines
     */
    CurlConfiguration withLine(@CompileTimeConstant String option, String parameter, String value) {
        return with(option, HttpLine.of(parameter, value));
    }

    /** Headers of the request, by name. */
    CurlConfiguration withHeaders(Map<String, String> headers) {
        headers.forEach((name, value) -> with("header", HttpLine.header(name, value)));
        return this;
    }

    /** The lines, each with a newline. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < value.length(); at++) {
            char each = value.charAt(at);
            switch (each) {
                case '\0' -> throw new TaskFailure("curl cannot be given a value with a NUL character in it");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '"', '\\' -> quoted.append('\\').append(each);
                default -> quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
