package dev.sluice.modules.system.network;

import dev.sluice.modules.system.command.PathExists;
import dev.sluice.modules.system.files.RefusedParameters;
import dev.sluice.python.Json;
import dev.sluice.python.OperationException;
import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes web requests from the host, as Ansible's {@code uri}. */
public final class UriModule implements Module<UriModule.Parameters> {
    /** How the body is written. */
    enum BodyFormat {
        FORM_MULTIPART,
        FORM_URLENCODED,
        JSON,
        RAW
    }

    /** Which redirections are followed. */
    enum Redirects {
        ALL,
        NO,
        NONE,
        SAFE,
        URLLIB2,
        YES
    }

    @Description(
            value =
                    "Makes a request from the host with curl. GET and HEAD alter nothing, so a check makes them too, unless"
                            + " the run has changed something before; other methods are carried out each time, and"
                            + " count as changed, because only the server knows what they alter; say otherwise with"
                            + " `changed_when`.",
            example = """
                    - uri:
                        url: http://10.0.20.10:9091/-/ready
                        status_code: 200
                        return_content: true
                      register: ready
                    """,
            returns = {
                "status: the status; -1 if there was no answer",
                "content: the body, with `return_content` or on failure",
                "json: the body as a value, if it is JSON",
                "url: the last address",
                "redirected: whether that is another one",
                "elapsed: how long it took, in whole seconds",
                "cookies, cookies_string: the cookies of the answer, by name and as a header",
                "msg: the outcome in words"
            },
            refuses = {
                RefusedParameters.FLAGS,
                RefusedParameters.LABELS,
                RefusedParameters.IN_PLACE,
                "dest, owner, group, mode: answers are not written to files; use `get_url`, which "
                        + "knows what will be there",
                "ciphers, decompress, unredirected_headers, use_gssapi, use_netrc: curl decides on these by itself"
            })
    record Parameters(
            @Parameter(value = "Where to.", required = true) String url,

            @Parameter(value = "The method.", defaultValue = "GET")
            String method,

            @Parameter("What is sent: a text, or a value for `json` and `form-urlencoded`.") @Nullable
            Object body,

            @Parameter(value = "How the body is written.", defaultValue = "raw")
            BodyFormat body_format,

            @Parameter("Headers by name.") @Nullable Map<String, Object> headers,

            @Parameter(value = "The statuses that mean success.", defaultValue = "[200]", split = true)
            List<Long> status_code,

            @Parameter("Whether the body is registered as `content`.")
            boolean return_content,

            @Parameter(value = "How long it may take, in seconds.", defaultValue = "30")
            int timeout,

            @Parameter(value = "Whether the server's certificate has to be valid.", defaultValue = "true")
            boolean validate_certs,

            @Parameter(value = "Which redirections are followed; `safe` those of GET and HEAD.", defaultValue = "safe")
            Redirects follow_redirects,

            @Parameter(value = "The user for basic authentication.", aliases = "user") @Nullable
            String url_username,

            @Parameter(value = "The password for it.", aliases = "password", secret = true) @Nullable
            String url_password,

            @Parameter("Accepted for compatibility with Ansible: credentials are always sent at once.")
            boolean force_basic_auth,

            @Parameter("A file on the host with certificates to trust.") @Nullable
            String ca_path,

            @Parameter("A file on the host with the client's certificate.") @Nullable
            String client_cert,

            @Parameter("A file on the host with the client's key.") @Nullable
            String client_key,

            @Parameter("A Unix socket on the host to connect to.") @Nullable
            String unix_socket,

            @Parameter(value = "Whether proxies of the host's environment are used.", defaultValue = "true")
            boolean use_proxy,

            @Parameter("A file whose content is sent instead of `body`: on the controller, or with `remote_src` on the"
                    + " host.")
            @Nullable
            String src,

            @Parameter("Whether `src` is on the host.") boolean remote_src,

            @Parameter("Nothing is requested if this file exists.") @Nullable
            String creates,

            @Parameter("Nothing is requested unless this file exists.") @Nullable
            String removes,

            @Parameter(value = "The User-Agent header.", defaultValue = "sluice")
            String http_agent,

            @Parameter("Whether caches on the way are asked for a new answer.")
            boolean force) {}

    @Override
    public String name() {
        return "uri";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        Optional<String> reason = reasonToSkip(wanted, facts);
        if (reason.isPresent()) {
            return Plan.unchanged(Map.of("stdout", reason.get(), "stdout_lines", List.of(reason.get())));
        }
        HttpRequest request = request(wanted, facts.controller());
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (reads) {
            Answer<HttpReply> answer = facts.ask(new HttpAnswer(request));
            HttpReply reply = answer.orNull();
            if (reply == null) {
                return Plan.unchanged(unknown(wanted));
            }
            Map<String, Object> values = require(wanted, reply);
            return Plan.unchanged(lasting(wanted, values)).withCompletion(none -> values);
        }
        Steps.Run sending = Steps.Run.of(checked(wanted, request));
        Change change = Change.of(wanted.url(), request.method(), "", "sent", List.of(sending), List.of())
                .withKind(Change.Kind.EVENT);
        return Plan.changes(List.of(change), unknown(wanted))
                .withCompletion(outcomes -> outcomes.result(sending)
                        .map(output -> values(wanted, HttpReply.parse(wanted.url(), output)))
                        .orElse(Map.of()));
    }

    private static Optional<String> reasonToSkip(Parameters wanted, Facts facts) {
        if (wanted.creates() != null && facts.get(new PathExists(wanted.creates()))) {
            return Optional.of("skipped, since '" + wanted.creates() + "' exists");
        }
        if (wanted.removes() != null && !facts.get(new PathExists(wanted.removes()))) {
            return Optional.of("skipped, since '" + wanted.removes() + "' does not exist");
        }
        return Optional.empty();
    }

    /** The request with an exit code that says whether its status is one of those wanted. */
    private static Script checked(Parameters wanted, HttpRequest request) {
        return Script.of("""
                o=$(
                {}
                printf x)
                printf %s "${o%x}"
                s=$(printf '%s\\n' "$o" | head -n 1 | cut -d' ' -f2)
                for w in {}; do [ "$s" != "$w" ] || exit 0; done
                echo "the status is $s" >&2
                exit 1
                """, request.script(), wanted.status_code());
    }

    private static Map<String, Object> require(Parameters wanted, HttpReply reply) {
        Map<String, Object> values = values(wanted, reply);
        if (!wanted.status_code().contains(reply.status())) {
            values.put("content", reply.body());
            throw new TaskFailure(
                    reply.status() < 0
                            ? wanted.url() + " does not answer: " + reply.error()
                            : wanted.url() + " answers with status " + reply.status() + ", not " + wanted.status_code(),
                    values);
        }
        return values;
    }

    private static Map<String, Object> values(Parameters wanted, HttpReply reply) {
        Map<String, Object> values = new LinkedHashMap<>(reply.headers());
        if (values.get("location") instanceof String location) {
            values.put("location", resolved(reply.url(), location));
        }
        if (reply.status() >= 0) {
            values.put("cookies", reply.cookies());
            values.put(
                    "cookies_string",
                    reply.cookies().entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        values.put("status", reply.status());
        values.put("url", reply.url());
        values.put(
                "redirected",
                !reply.url().replaceFirst("/$", "").equals(wanted.url().replaceFirst("/$", "")));
        values.put("elapsed", (long) reply.seconds());
        values.put(
                "msg",
                reply.status() < 0
                        ? reply.error()
                        : reply.status() + " (" + reply.headers().getOrDefault("content_length", "unknown")
                                + " bytes)");
        if (wanted.return_content()) {
            values.put("content", reply.body());
        }
        if (reply.headers()
                .getOrDefault("content_type", "")
                .matches("(?i)(application|text)/([a-z0-9.+-]*\\+)?(json|javascript).*")) {
            try {
                values.put("json", Json.read(reply.body()));
            } catch (OperationException none) {
                values.remove("json"); // the server called it JSON, but it is not
            }
        }
        return values;
    }

    /** Where a server sends to; as the header says it if that is no URI, e.g. because of a blank. */
    private static String resolved(String address, String location) {
        try {
            return URI.create(address).resolve(location).toString();
        } catch (IllegalArgumentException noUri) {
            return location;
        }
    }

    /** The answer without what the next request will be answered differently in: when, and after how long. */
    private static Map<String, Object> lasting(Parameters wanted, Map<String, Object> values) {
        Map<String, Object> lasting = new LinkedHashMap<>(values);
        for (String name : List.of("date", "age", "elapsed")) {
            lasting.replace(name, new Unknown("when " + wanted.url() + " answers"));
        }
        return lasting;
    }

    private static Map<String, Object> unknown(Parameters wanted) {
        Unknown unknown = new Unknown("what " + wanted.url() + " answers");
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : List.of("status", "url", "redirected", "elapsed", "msg", "json")) {
            values.put(name, unknown);
        }
        if (wanted.return_content()) {
            values.put("content", unknown);
        }
        return values;
    }

    private static HttpRequest request(Parameters wanted, Controller controller) {
        String method = wanted.method().toUpperCase(Locale.ROOT);
        Map<String, String> headers = new LinkedHashMap<>();
        if (wanted.headers() != null) {
            wanted.headers().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        }
        if (wanted.force()) {
            headers.put("cache-control", "no-cache");
        }
        HttpBody body = body(wanted, controller);
        String type = body.type();
        if (!type.isEmpty() && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", type);
        }
        String credentials = wanted.url_username() == null
                ? ""
                : wanted.url_username() + ":" + (wanted.url_password() == null ? "" : wanted.url_password());
        String file = wanted.src() != null && wanted.remote_src() ? wanted.src() : "";
        return new HttpRequest(wanted.url(), method, headers, credentials, body.text(), file, options(wanted, method));
    }

    private static HttpRequest.Options options(Parameters wanted, String method) {
        boolean follows = switch (wanted.follow_redirects()) {
            case ALL, YES -> true;
            case SAFE, URLLIB2 -> method.equals("GET") || method.equals("HEAD");
            case NO, NONE -> false;
        };
        HttpRequest.Files files = new HttpRequest.Files(
                text(wanted.ca_path()),
                text(wanted.client_cert()),
                text(wanted.client_key()),
                text(wanted.unix_socket()));
        return new HttpRequest.Options(
                wanted.timeout(), wanted.http_agent(), follows, wanted.validate_certs(), wanted.use_proxy(), files);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static HttpBody body(Parameters wanted, Controller controller) {
        if (wanted.src() != null && wanted.body() != null) {
            throw new TaskFailure("a request sends body or src, not both");
        }
        if (wanted.src() != null) {
            return HttpBody.raw(
                    wanted.remote_src()
                            ? null
                            : controller
                                    .read(controller.find(wanted.src(), "files"))
                                    .text());
        }
        return switch (wanted.body_format()) {
            case JSON -> HttpBody.json(wanted.body());
            case FORM_URLENCODED -> HttpBody.form(wanted.body());
            case FORM_MULTIPART -> new MultipartForm(controller).of(wanted.body());
            case RAW -> HttpBody.raw(wanted.body());
        };
    }
}
