package dev.sluice.modules.system.network;

import dev.sluice.spi.Script;
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
 * @param options how it is made
 */
public record HttpRequest(
        String url,
        String method,
        Map<String, String> headers,
        String credentials,
        String body,
        String file,
        Options options) {
    /**
     * How a request is made. A text is empty where nothing is said.
     *
     * @param seconds how long it may take
     * @param agent the header User-Agent
     * @param follows whether redirections are followed
     * @param verifies whether the server's certificate has to be valid
     * @param proxies whether proxies of the host's environment are used
     * @param files on the host
     */
    // More than five: one for each thing that a task can say.
    public record Options(int seconds, String agent, boolean follows, boolean verifies, boolean proxies, Files files) {
        void configure(CurlConfiguration configuration) {
            configuration.with("max-time", String.valueOf(seconds)).withLine("user-agent", "http_agent", agent);
            if (follows) {
                configuration.with("location");
            }
            if (!verifies) {
                configuration.with("insecure");
            }
            if (!proxies) {
                configuration.with("noproxy", "*");
            }
            files.configure(configuration);
        }
    }

    /**
     * Files on the host that a request needs; empty for none.
     *
     * @param authorities certificates to trust
     * @param certificate of the client
     * @param key of the client
     * @param socket a Unix socket to connect to
     */
    public record Files(String authorities, String certificate, String key, String socket) {
        static final Files NONE = new Files("", "", "", "");

        void configure(CurlConfiguration configuration) {
            if (!authorities.isEmpty()) {
                configuration.with("cacert", authorities);
            }
            if (!certificate.isEmpty()) {
                configuration.with("cert", certificate);
            }
            if (!key.isEmpty()) {
                configuration.with("key", key);
            }
            if (!socket.isEmpty()) {
                configuration.with("unix-socket", socket);
            }
        }
    }

    /**
     * The script. It prints the exit code of curl, the status, the last address, the seconds that it took, the headers, a
     * line with U+0001 and the body.
     */
    Script script() {
        Script send = body.isEmpty() ? Script.of("") : Script.of("printf %s {} >\"$t/send\"\n", Script.argument(body));
        Script data = !file.isEmpty()
                ? Script.of(" --data-binary @{}", file)
                : Script.of(body.isEmpty() ? "" : " --data-binary @\"$t/send\"");
        return Script.of("""
                c={}
                command -v curl >/dev/null 2>&1 || { echo missing; exit 0; }
                t=$(mktemp -d) || exit 1
                trap 'rm -rf "$t"' EXIT
                umask 077
                {}w=$(curl -sS -K - -o "$t/body" -D "$t/head"{} -w '%{http_code} %{time_total} %{url_effective}' 2>"$t/error" <<END
                $c
                END
                )
                r=$?
                echo "$r $w"
                [ $r = 0 ] || { cat "$t/error"; exit 0; }
                cat "$t/head"
                printf '\\001\\n'
                [ ! -e "$t/body" ] || head -c 8388608 "$t/body"
                """, configuration().text(), send, data);
    }

    private CurlConfiguration configuration() {
        CurlConfiguration configuration = new CurlConfiguration().with("globoff");
        options.configure(configuration);
        configuration.withLine("url", "url", url);
        // curl turns a POST into a GET where a redirection asks for it, unless the method is prescribed
        boolean free = method.equals("POST") && options.follows();
        if (method.equals("HEAD")) {
            configuration.with("head");
        } else if (!free) {
            configuration.withLine("request", "method", method);
        } else if (body.isEmpty() && file.isEmpty()) {
            configuration.with("data", "");
        }
        configuration.withHeaders(headers);
        return credentials.isEmpty() ? configuration : configuration.with("user", credentials);
    }
}
