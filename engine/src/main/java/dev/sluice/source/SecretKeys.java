package dev.sluice.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises source lines such as {@code password: ...} by their key, so that an error never repeats the value. */
final class SecretKeys {
    private static final Pattern SECRET_VALUE = Pattern.compile(
            "^(\\s*(?:-\\s+)*[\"']?[\\w-]*(?:(?<!update_)password|passwd|passphrase|secret|token|api_?key|private_?key)"
                    + "[\"']?\\s*[:=]\\s*)(?![\"']?\\{[{%])(?![|>!])(\\S.*)$",
            Pattern.CASE_INSENSITIVE);

    private SecretKeys() {}

    /** The line with such a value replaced; the same line if there is none. */
    static String mask(String line) {
        Matcher named = SECRET_VALUE.matcher(line);
        return named.matches() ? named.group(1) + "********" : line;
    }
}
