package dev.sluice.journal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The forms in which a secret turns up in other texts: as it is, quoted, escaped, encoded, and as a checksum. */
final class SecretForms {
    /** What the shell, and everybody who imitates it, lets stand in double quotes only behind a backslash. */
    private static final String ESCAPED_IN_QUOTES = "([\\\\\"$`])";

    private SecretForms() {}

    /** The forms of a secret that can be looked for inside other texts. */
    static Set<String> of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        addQuoted(secret, forms);
        addJson(secret, forms);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.add(encoded);
        forms.add(encoded.replace("+", "%20"));
        forms.add(encoded.replace("+", "%20").replace("%2F", "/").replace("*", "%2A"));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int offset = 0; offset < 3; offset++) {
            addBase64(bytes, offset, forms);
        }
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
            forms.add(checksum(algorithm, secret));
            forms.add(checksum(algorithm, secret + "\n"));
        }
        return forms;
    }

    /** In single quotes ({@code '\''} or {@code '"'"'}, or doubled as in YAML) and in double quotes. */
    private static void addQuoted(String secret, Set<String> forms) {
        forms.add(secret.replace("'", "'\\''"));
        forms.add(secret.replace("'", "'\"'\"'"));
        forms.add(secret.replace("'", "''"));
        forms.add(secret.replaceAll(ESCAPED_IN_QUOTES, "\\\\$1"));
    }

    /** In JSON, with and without {@code \\u} for what is not ASCII, and JSON within JSON. */
    private static void addJson(String secret, Set<String> forms) {
        String json = json(secret);
        forms.add(json);
        forms.add(json(json));
        forms.add(json.replace("/", "\\/"));
        StringBuilder ascii = new StringBuilder();
        json.chars().forEach(each -> {
            if (each < 128) {
                ascii.append((char) each);
            } else {
                ascii.append(String.format("\\u%04x", each));
            }
        });
        forms.add(ascii.toString());
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** The characters of the Base64 form that the secret alone decides when it starts at an offset modulo 3. */
    private static void addBase64(byte[] secret, int offset, Set<String> forms) {
        byte[] padded = new byte[secret.length + offset];
        System.arraycopy(secret, 0, padded, offset, secret.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int start = offset == 0 ? 0 : offset + 1;
        int end = padded.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        if (end - start >= dev.sluice.spi.value.Secret.SHORTEST_PART) {
            String stable = encoded.substring(start, end);
            forms.add(stable);
            forms.add(stable.replace('+', '-').replace('/', '_'));
        }
    }

    /** Whoever sees the checksum of a short secret can try out which one it is. */
    private static String checksum(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
