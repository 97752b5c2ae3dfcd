package dev.sluice.modules.system.network;

import static dev.sluice.modules.system.files.FileTasks.stat;
import static dev.sluice.modules.system.files.FileTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.Bytes;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
