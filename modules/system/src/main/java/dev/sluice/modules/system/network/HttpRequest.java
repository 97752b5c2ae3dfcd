package dev.sluice.modules.system.network;

import dev.sluice.spi.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request as curl makes it. Everything is handed over in a configuration on standard input, so that no secret is seen
 * in a list of processes.
 *
 * @param url where to
 * @param method e.g. {@code GET}
 * @param headers by name
 * @param credentials {@code user:password}; empty for none
 * @param body what is sent; empty for nothing
 * @param file a file on the host that is sent instead of the body; empty for none
 * @param options further lines of curl's configuration
 */
public record HttpRequest(
        String url,
        String method,
        Map<String, String> headers,
        String credentials,
        String body,
        String file,
        List<String> options) {
    /**
     * The script. It prints the exit code of curl, the status, the last address, the seconds that it took, the headers, a
     * line with U+0001 and the body.
     */
    String script() {
        List<String> lines = new ArrayList<>(options);
        lines.add("url = " + quote(url));
        // curl turns a POST into a GET where a redirection asks for it, unless the method is prescribed
        boolean free = method.equals("POST") && options.contains("location");
        if (!free) {
            lines.add(method.equals("HEAD") ? "head" : "request = " + quote(method));
        } else if (body.isEmpty() && file.isEmpty()) {
            lines.add("data = \"\"");
        }
        headers.forEach((name, value) -> lines.add("header = " + quote(name + ": " + value)));
        if (!credentials.isEmpty()) {
            lines.add("user = " + quote(credentials));
        }
        String send = body.isEmpty() ? "" : "printf %s " + Shell.quote(body) + " >\"$t/send\"\n";
        String data = !file.isEmpty()
                ? " --data-binary " + Shell.quote("@" + file)
                : body.isEmpty() ? "" : " --data-binary @\"$t/send\"";
        return """
                command -v curl >/dev/null 2>&1 || { echo missing; exit 0; }
                t=$(mktemp -d) || exit 1
                trap 'rm -rf "$t"' EXIT
                umask 077
                %sw=$(curl -sS -K - -o "$t/body" -D "$t/head"%s -w '%%{http_code} %%{time_total} %%{url_effective}' 2>"$t/error" <<'SLUICE-END'
                %s
                SLUICE-END
                )
                r=$?
                echo "$r $w"
                [ $r = 0 ] || { cat "$t/error"; exit 0; }
                cat "$t/head"
                printf '\\001\\n'
                [ ! -e "$t/body" ] || head -c 8388608 "$t/body"
                """.formatted(send, data, String.join("\n", lines));
    }

    static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
