package dev.sluice.modules.system.network;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.modules.system.files.FileTasks;
import dev.sluice.overlay.Observations;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.Fact;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** curl against a real server on loopback. */
class UriModuleTest {
    private final List<String> received = new ArrayList<>();
    private HttpServer server;
    private ModuleTester tester;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(LocalShell.plain().run("command -v curl").succeeded(), "needs curl");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().set("Location", "/json");
            }
            if (path.equals("/described")) {
                exchange.getResponseHeaders().set("Location", "/items/{id} of all");
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Set-Cookie", "session=7; Path=/");
            exchange.getResponseHeaders().add("Set-Cookie", "theme=dark");
            byte[] answer = "{\"ready\": true}\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    path.equals("/moved") ? 302 : path.equals("/missing") ? 404 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        tester = ModuleTester.local(new DirectoryController(directory));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void a_get_is_made_in_a_check_too_and_changes_nothing() {
        Report report = tester.run(uri("/moved", "GET", null, UriModule.BodyFormat.RAW));

        assertThat(report.status()).isEqualTo("ok");
        assertThat(report.checked())
                .contains(
                        entry("status", 200L),
                        entry("content", "{\"ready\": true}\n"),
                        entry("json", Map.of("ready", true)),
                        entry("redirected", true));
    }

    @Test
    void a_location_that_is_no_uri_is_told_as_it_came() {
        Report report = tester.run(uri("/described", "POST", null, UriModule.BodyFormat.RAW));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(report.values()).containsEntry("location", "/items/{id} of all");
    }

    @Test
    void when_it_is_answered_is_known_after_the_apply_only() {
        Report report = tester.run(uri("/json", "GET", null, UriModule.BodyFormat.RAW));

        assertThat(report.checked().get("date")).isInstanceOf(Unknown.class);
        assertThat(report.values().get("date")).asString().endsWith("GMT");
    }

    @Test
    void another_status_than_those_wanted_fails() {
        Report report = tester.run(uri("/missing", "GET", null, UriModule.BodyFormat.RAW));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.message()).contains("answers with status 404, not [200]");
        assertThat(report.values()).containsEntry("status", 404L);
    }

    @Test
    void a_server_that_does_not_answer_fails_with_the_reason() {
        int port = server.getAddress().getPort();
        server.stop(0);
        server = null;

        Report report = tester.run(uri("http://127.0.0.1:" + port + "/", "GET", null, UriModule.BodyFormat.RAW));

        assertThat(report.message()).contains("does not answer: curl: (7)").doesNotContainPattern("\\d+ ms");
        assertThat(report.values()).containsEntry("status", -1L);
    }

    @Test
    void a_post_is_sent_once_in_the_apply_with_its_body() {
        Report report = tester.run(uri("/metrics", "POST", Map.of("a", "it's \"b\""), UriModule.BodyFormat.JSON));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(report.values()).containsEntry("status", 200L);
        assertThat(received)
                .containsExactly("POST /metrics Basic b3BzOnNlY3JldA== application/json {\"a\": \"it's \\\"b\\\"\"}");
    }

    @Test
    void a_post_with_another_status_fails() {
        assertThat(tester.run(uri("/missing", "POST", "x", UriModule.BodyFormat.RAW))
                        .status())
                .isEqualTo("failed");
    }

    @Test
    void an_answer_is_unknown_once_the_run_has_changed_something() {
        HttpAnswer question = new HttpAnswer(new HttpRequest(
                "http://127.0.0.1/",
                "GET",
                Map.of(),
                "",
                "",
                "",
                new HttpRequest.Options(30, "sluice", false, true, true, HttpRequest.Files.NONE)));
        Answer<HttpReply> known = Answer.of(new HttpReply(200, "", "", 0, Map.of(), Map.of(), ""));

        Overlay world = new Overlay(new Observations() {
            @Override
            @SuppressWarnings("unchecked") // only this question is asked
            public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
                return (Answer<V>) known;
            }
        });

        assertThat(world.answer(question, "root")).isEqualTo(known);
        world.add(new SuspectedEffect(Set.of("nginx"), "why"));
        assertThat(world.answer(question, "root").isKnown()).isFalse();
    }

    @Test
    void cookies_are_told_by_name() {
        ModuleTester.Report report = tester.run(uri("/json", "GET", null, UriModule.BodyFormat.RAW));

        assertThat(report.values())
                .containsEntry("cookies", Map.of("session", "7", "theme", "dark"))
                .containsEntry("cookies_string", "session=7; theme=dark")
                .containsEntry("set_cookie", "session=7; Path=/, theme=dark");
    }

    @Test
    void a_form_has_a_field_for_each_of_several_values() {
        tester.run(uri(
                "/form", "POST", Map.of("a", Arrays.asList("1 2", null, "*~")), UriModule.BodyFormat.FORM_URLENCODED));
        tester.run(uri("/form", "POST", List.of(List.of("b", true)), UriModule.BodyFormat.FORM_URLENCODED));

        assertThat(received.get(0)).endsWith("application/x-www-form-urlencoded a=1+2&a=%2A~");
        assertThat(received.get(1)).endsWith("application/x-www-form-urlencoded b=True");
    }

    @Test
    void a_multipart_form_has_texts_and_files() throws IOException {
        Files.writeString(directory.resolve("note.txt"), "hello");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", "t");
        body.put("note", Map.of("filename", directory.resolve("note.txt").toString(), "mime_type", "text/plain"));

        tester.run(uri("/form", "POST", body, UriModule.BodyFormat.FORM_MULTIPART));

        assertThat(received.get(0))
                .contains("multipart/form-data; boundary=sluice-")
                .contains("name=\"title\"\r\n\r\nt\r\n")
                .contains("name=\"note\"; filename=\"note.txt\"\r\n\r\naGVsbG8=\r\n");
    }

    @Test
    void json_is_written_with_blanks_and_in_ascii() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("a", List.of(1, "ü"));
        body.put("b", true);

        tester.run(uri("/json", "PUT", body, UriModule.BodyFormat.JSON));

        assertThat(received.get(0)).endsWith("{\"a\": [1, \"\\u00fc\"], \"b\": true}");
    }

    private ModuleTester.Task<?> uri(String path, String method, Object body, UriModule.BodyFormat format) {
        String url = path.startsWith("http")
                ? path
                : "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return task(
                new UriModule(),
                new UriModule.Parameters(
                        url,
                        method,
                        body,
                        format,
                        null,
                        List.of(200L),
                        true,
                        20,
                        true,
                        UriModule.Redirects.SAFE,
                        "ops",
                        "secret",
                        false,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        false,
                        null,
                        null,
                        "sluice",
                        false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca_path", "client_cert", "client_key", "unix_socket", "http_agent", "url_password"})
    void what_a_task_says_is_not_run_by_a_check(String parameter) {
        Path mark = directory.resolve("mark");
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/json";
        for (String end : List.of("SLUICE-END", "END")) {
            tester.run(FileTasks.task(
                    new UriModule(),
                    "url",
                    url,
                    "url_username",
                    "ops",
                    parameter,
                    "x\n" + end + "\ntouch " + mark + "\n#"));
            tester.run(FileTasks.task(
                    new UriModule(),
                    "url",
                    url,
                    "url_username",
                    "ops",
                    parameter,
                    "x\"\noutput = \"" + mark + "\"\n#"));
        }

        assertThat(mark).doesNotExist();
    }

    @Test
    void a_header_stays_one_header() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/json";

        Report value = tester.run(FileTasks.task(
                new UriModule(), "url", url, "headers", Map.of("X-A", "1\r\nAuthorization: Basic eDp5")));
        Report name = tester.run(FileTasks.task(new UriModule(), "url", url, "headers", Map.of("@/etc/passwd", "1")));

        assertThat(value.message()).contains("the header X-A has a line break");
        assertThat(name.message()).contains("'@/etc/passwd' is not a valid name of a header");
        assertThat(received).isEmpty();
    }

    @Test
    void a_password_may_be_any_text() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/json";

        tester.run(FileTasks.task(
                new UriModule(), "url", url, "url_username", "ops", "url_password", "a\nb\"c\\d$(e)'f%s\u00e4"));

        String sent =
                Base64.getEncoder().encodeToString("ops:a\nb\"c\\d$(e)'f%s\u00e4".getBytes(StandardCharsets.UTF_8));
        assertThat(received).isNotEmpty().allMatch(request -> request.contains("Basic " + sent));
    }
}
