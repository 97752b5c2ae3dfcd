package dev.sluice.modules.system.network;

import static dev.sluice.modules.system.files.FileTasks.stat;
import static dev.sluice.modules.system.files.FileTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.spi.Bytes;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetUrlModuleTest {
    @TempDir
    Path directory;

    private ModuleTester tester;
    private String url;
    private String sum;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(LocalShell.plain().run("command -v curl").succeeded(), "curl is not installed");
        tester = ModuleTester.local(new DirectoryController(directory));
        Path source = Files.writeString(directory.resolve("served"), "payload\n");
        url = source.toUri().toString().replace("file:///", "file://localhost/");
        sum = "sha256:" + Bytes.of("payload\n").checksum("SHA-256");
    }

    private ModuleTester.Task<?> getUrl(Object... values) {
        return task(new GetUrlModule(), values);
    }

    @Test
    void knows_the_checksum_of_what_it_will_download() {
        tester.runTwice(
                getUrl("url", url, "dest", directory.resolve("f"), "checksum", sum, "mode", "0755"),
                stat("path", directory.resolve("f"), "checksum_algorithm", "sha256"));

        Map<?, ?> stat = (Map<?, ?>) tester.reports().get(1).checked().get("stat");
        assertThat("sha256:" + stat.get("checksum")).isEqualTo(sum);
        assertThat(stat.get("mode")).isEqualTo("0755");
        assertThat(directory.resolve("f")).hasContent("payload\n");
    }

    @Test
    void leaves_a_file_that_is_there() throws IOException {
        Files.writeString(directory.resolve("f"), "older\n");

        assertThat(tester.run(getUrl("url", url, "dest", directory.resolve("f")))
                        .status())
                .isEqualTo("ok");
        assertThat(tester.run(getUrl("url", url, "dest", directory.resolve("f"), "force", true))
                        .status())
                .isEqualTo("changed");
        assertThat(directory.resolve("f")).hasContent("payload\n");
    }

    @Test
    void refuses_another_content() throws IOException {
        ModuleTester.Report report =
                tester.run(getUrl("url", url, "dest", directory.resolve("f"), "checksum", "sha1:" + "0".repeat(40)));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(directory.resolve("f")).doesNotExist();
    }

    @Test
    void goes_into_a_directory_under_its_own_name() throws IOException {
        Files.createDirectory(directory.resolve("d"));

        tester.runTwice(getUrl("url", url, "dest", directory.resolve("d")));

        assertThat(directory.resolve("d/served")).hasContent("payload\n");
    }

    @Test
    void no_parameter_becomes_a_line_of_the_configuration() {
        Path other = directory.resolve("other");
        String attack = "x\"\noutput = \"" + other + "\"\n#";

        for (String parameter : List.of("url_username", "url_password", "http_agent", "client_cert", "client_key")) {
            tester.run(getUrl("url", url, "url_username", "ops", "dest", directory.resolve("f"), parameter, attack));
        }
        ModuleTester.Report header =
                tester.run(getUrl("url", url, "dest", directory.resolve("f"), "headers", Map.of("X-A", attack)));

        assertThat(other).doesNotExist();
        assertThat(header.predicted()).isEqualTo("failed");
        assertThat(header.message()).contains("the header X-A has a line break");
    }

    @Test
    void wget_is_told_headers_and_password_where_nobody_sees_them() throws IOException {
        Path programs =
                withoutCurl("printf '%s\\n' \"$@\" >" + directory.resolve("arguments") + "; exec /usr/bin/wget \"$@\"");
        List<String> received = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Token"));
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write("got".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            ModuleTester.Report report = on(programs)
                    .run(getUrl(
                            "url",
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/a",
                            "dest",
                            directory.resolve("f"),
                            "url_username",
                            "ops",
                            "url_password",
                            "pass$(word)'\"",
                            "headers",
                            Map.of("X-Token", "t0ken")));

            assertThat(report.status()).as(report.message()).isEqualTo("changed");
        } finally {
            server.stop(0);
        }
        String basic = Base64.getEncoder().encodeToString("ops:pass$(word)'\"".getBytes(StandardCharsets.UTF_8));
        assertThat(received).containsExactly("Basic " + basic + " t0ken");
        assertThat(directory.resolve("f")).hasContent("got");
        assertThat(directory.resolve("arguments")).content().doesNotContain("word", "t0ken", "ops");
    }

    @Test
    void a_wget_that_would_show_a_password_is_not_given_it() throws IOException {
        Path programs = withoutCurl("exec /usr/bin/busybox wget \"$@\"");

        ModuleTester.Report report = on(programs)
                .run(getUrl("url", url, "dest", directory.resolve("f"), "url_username", "ops", "url_password", "word"));

        assertThat(report.message()).contains("install curl or GNU wget");
        assertThat(directory.resolve("f")).doesNotExist();
    }

    private ModuleTester on(Path programs) {
        return ModuleTester.on(new LocalShell(List.of("env", "PATH=" + programs)), new DirectoryController(directory));
    }

    /** A directory with the programs that a download needs, and a wget that is a script. */
    private Path withoutCurl(String wget) throws IOException {
        assumeTrue(
                LocalShell.plain().run("command -v wget && command -v busybox").succeeded(), "needs wget and busybox");
        Path programs = Files.createDirectory(directory.resolve("programs"));
        for (String name : List.of("cat", "chmod", "chown", "grep", "id", "mktemp", "mv", "readlink", "rm", "stat")) {
            Path program = Path.of("/usr/bin", name);
            Files.createSymbolicLink(programs.resolve(name), Files.exists(program) ? program : Path.of("/bin", name));
        }
        Path script = Files.writeString(programs.resolve("wget"), "#!/bin/sh\n" + wget + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return programs;
    }
}
