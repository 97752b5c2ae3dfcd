package dev.sluice.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises source lines such as {@code password: ...} by their key, so that an error never repeats the value. */
public final class SecretKeys {
    private static final String SECRET_KEY =
            "[\\w-]*(?:(?<!update_)password|passwd|passphrase|secret|token|api_?key|private_?key)";

    private static final Pattern KEY = Pattern.compile(SECRET_KEY, Pattern.CASE_INSENSITIVE);

    private static final Pattern SECRET_VALUE = Pattern.compile(
            "^(\\s*(?:-\\s+)*[\"']?" + SECRET_KEY + "[\"']?\\s*[:=]\\s*)(?![\"']?\\{[{%])(?![|>!])(\\S.*)$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PRIVATE =
            Pattern.compile("PRIVATE KEY-----|(?:^|[:\\s])\\$(?:1|2[abxy]|5|6|7|gy|y)\\$[./A-Za-z0-9]");

    private SecretKeys() {}

    /** Whether what goes by such a name is a secret; a name that says where one is kept is none. */
    public static boolean isSecret(String key) {
        return KEY.matcher(key).matches() || key.matches("(?i).*_pass");
    }

    /**
     * Whether a text of a host looks like one that holds secrets: a private key, the hash of a password, a line that gives
     * a password.
     */
    public static boolean isHeldBy(String text) {
        return PRIVATE.matcher(text).find()
                || text.lines().anyMatch(line -> !mask(line).equals(line));
    }

    /** The line with such a value replaced; the same line if there is none. */
    static String mask(String line) {
        Matcher named = SECRET_VALUE.matcher(line);
        return named.matches() ? named.group(1) + "********" : line;
    }
}
