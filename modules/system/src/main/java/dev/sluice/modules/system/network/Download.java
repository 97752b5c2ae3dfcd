package dev.sluice.modules.system.network;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How curl or wget, whichever is there, downloads a file to {@code $t}. What the task says about the request goes to curl's
 * configuration on standard input or to GNU wget's in a file of its own (wgetrc), never to the arguments, which all can read.
 */
record Download(GetUrlModule.Parameters wanted) {
    /** Holds the text of GNU wget's configuration. */
    private static final String WGETRC = "SLUICE_WGETRC";

    /** What a line of a wgetrc can hold, which knows neither quotes nor escapes. */
    private static final Pattern PLAIN = Pattern.compile("(?:\\S(?:[^\\r\\n\\00]*\\S)?)?");

    Script script() {
        Script insecure = Script.of(wanted.validate_certs() ? "" : " --insecure");
        Script unchecked = Script.of(wanted.validate_certs() ? "" : " --no-check-certificate");
        Script direct = Script.of(wanted.use_proxy() ? "" : " --no-proxy");
        return Script.of(
                """
                if command -v curl >/dev/null; then
                unset SLUICE_WGETRC
                curl -fsSL --connect-timeout {} --speed-limit 1 --speed-time {}{} -o "$t" -K -
                elif wget --version 2>/dev/null | grep -q 'GNU Wget'; then
                {}
                c=$(mktemp -d); trap 'rm -rf "$t" "$c"' EXIT
                ( umask 077; cat >"$c/rc" <<END
                $SLUICE_WGETRC
                END
                ); unset SLUICE_WGETRC
                u={}
                cat >"$c/url" <<END
                $u
                END
                WGETRC=$c/rc wget -q -T {}{}{} -O "$t" -i "$c/url"
                else
                {}
                wget -q -T {}{} -O "$t" -- {}
                fi""",
                wanted.timeout(),
                wanted.timeout(),
                insecure,
                refusal(),
                wanted.url(),
                wanted.timeout(),
                unchecked,
                direct,
                plainOnly(),
                wanted.timeout(),
                unchecked,
                wanted.url());
    }

    /** curl's configuration. */
    Bytes curl() {
        CurlConfiguration curl = new CurlConfiguration().with("globoff").withLine("url", "url", wanted.url());
        curl.withHeaders(headers());
        if (wanted.url_username() != null) {
            curl.with("user", wanted.url_username() + ":" + password());
        }
        if (wanted.http_agent() != null) {
            curl.withLine("user-agent", "http_agent", wanted.http_agent());
        }
        if (wanted.client_cert() != null) {
            curl.with("cert", wanted.client_cert());
        }
        if (wanted.client_key() != null) {
            curl.with("key", wanted.client_key());
        }
        if (!wanted.use_proxy()) {
            curl.with("noproxy", "*");
        }
        return Bytes.of(curl.text());
    }

    /** GNU wget's configuration, as a variable of the script. */
    Map<String, String> wget() {
        return Map.of(WGETRC, fits() ? String.join("\n", lines()) : "");
    }

    private boolean fits() {
        return values().stream().allMatch(value -> PLAIN.matcher(value).matches());
    }

    private Script refusal() {
        return fits()
                ? Script.of(":")
                : Script.of("echo 'wget cannot be given a value that has line breaks, or blanks at its ends;"
                        + " install curl' >&2; exit 1");
    }

    private Script plainOnly() {
        return lines().isEmpty()
                ? Script.of(":")
                : Script.of("echo 'this wget would show headers, credentials and certificates to every user of the"
                        + " host; install curl or GNU wget' >&2; exit 1");
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        headers().forEach((name, value) -> lines.add("header = " + name + ": " + value));
        if (wanted.url_username() != null) {
            lines.add("user = " + wanted.url_username());
            lines.add("password = " + password());
            lines.add("auth_no_challenge = on");
        }
        if (wanted.http_agent() != null) {
            lines.add("user_agent = " + wanted.http_agent());
        }
        if (wanted.client_cert() != null) {
            lines.add("certificate = " + wanted.client_cert());
        }
        if (wanted.client_key() != null) {
            lines.add("private_key = " + wanted.client_key());
        }
        return lines;
    }

    /** What the lines hold besides constants. */
    private List<String> values() {
        List<String> values = new ArrayList<>(headers().values());
        values.add(password());
        for (String value :
                new String[] {wanted.url_username(), wanted.http_agent(), wanted.client_cert(), wanted.client_key()}) {
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private Map<String, String> headers() {
        return wanted.headers() == null ? Map.of() : wanted.headers();
    }

    private String password() {
        return wanted.url_password() == null ? "" : wanted.url_password();
    }
}
