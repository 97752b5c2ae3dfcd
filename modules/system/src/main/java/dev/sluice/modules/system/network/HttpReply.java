package dev.sluice.modules.system.network;

import dev.sluice.spi.Output;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.Volatile;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What came back from a request.
 *
 * @param status its status; -1 if there was no answer at all
 * @param error why there was none; else empty
 * @param url the last address, after redirections
 * @param seconds how long it took
 * @param headers of the last answer, as Ansible names them: in lower case with {@code _}
 * @param cookies that the answer sets, by name
 * @param body the content
 */
public record HttpReply(
        long status,
        @Volatile String error,
        @Volatile String url,
        @Volatile double seconds,
        @Volatile Map<String, String> headers,
        @Volatile Map<String, String> cookies,
        @Volatile String body) {
    /** Understands what {@link HttpRequest#script} printed. */
    static HttpReply parse(String question, Output output) {
        String text = output.text();
        if (text.strip().equals("missing")) {
            throw new UnparsableOutputException(question, "curl is not installed on this host; install it first");
        }
        int line = text.indexOf('\n');
        String[] first = text.substring(0, Math.max(0, line)).split(" ", 4);
        if (first.length < 3 || !first[0].matches("[0-9]+") || !first[1].matches("[0-9]{3}")) {
            throw new UnparsableOutputException(question, "unexpected output: " + text + output.errorText());
        }
        String rest = text.substring(line + 1);
        String url = first.length == 4 ? first[3] : "";
        double seconds = Double.parseDouble(first[2].replace(',', '.'));
        if (!first[0].equals("0")) {
            // How long curl tried differs from one time to the next, and is no reason.
            String error = rest.strip().replaceFirst(" after \\d+ ms", "");
            return new HttpReply(-1, error, url, seconds, Map.of(), Map.of(), "");
        }
        int mark = rest.indexOf("\u0001\n");
        String head = mark < 0 ? rest : rest.substring(0, mark);
        return new HttpReply(
                Long.parseLong(first[1]),
                "",
                url,
                seconds,
                headers(head),
                cookies(head),
                mark < 0 ? "" : rest.substring(mark + 2));
    }

    private static Map<String, String> headers(String head) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : head.lines().toList()) {
            if (line.startsWith("HTTP/")) {
                headers.clear();
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT).replace('-', '_'),
                        line.substring(colon + 1).strip(),
                        (one, more) -> one + ", " + more);
            }
        }
        return headers;
    }

    private static Map<String, String> cookies(String head) {
        Map<String, String> cookies = new LinkedHashMap<>();
        head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("set-cookie:"))
                .map(line ->
                        line.substring(line.indexOf(':') + 1).split(";", 2)[0].strip())
                .filter(pair -> pair.contains("="))
                .forEach(pair ->
                        cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
        return cookies;
    }
}
