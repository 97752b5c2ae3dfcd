package dev.sluice.modules.system.files.read;

import static dev.sluice.modules.system.files.FileTasks.copy;
import static dev.sluice.modules.system.files.FileTasks.fetch;
import static dev.sluice.modules.system.files.FileTasks.slurp;
import static dev.sluice.modules.system.files.FileTasks.tempfile;
import static dev.sluice.modules.system.files.FileTasks.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.modules.system.files.FileTasks;
import dev.sluice.modules.system.files.Predicted;
import dev.sluice.spi.value.Unknown;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferModulesTest {
    @TempDir
    Path controller;

    @TempDir
    Path target;

    private ModuleTester tester;

    @BeforeEach
    void start() {
        tester = ModuleTester.local(new DirectoryController(controller, Map.of("port", 80)));
    }

    @Test
    void a_template_is_rendered_and_read_back() throws IOException {
        Files.writeString(controller.resolve("app.conf.j2"), "port={{ port }}\n");

        tester.runTwice(
                template("src", "app.conf.j2", "dest", target.resolve("app.conf"), "mode", "0640"),
                slurp("src", target.resolve("app.conf")));

        assertThat(tester.reports().get(1).checked()).containsEntry("content", "cG9ydD04MAo=");
        assertThat(target.resolve("app.conf")).hasContent("port=80\n");
    }

    @Test
    void a_text_that_is_not_known_leaves_a_file_with_unknown_content() {
        Object unknown = new Unknown("the output of 'make'");

        ModuleTester.Task<?> writes = copy("dest", target.resolve("f"), "content", unknown, "mode", "0600");
        Predicted predicted = Predicted.of(target, writes, FileTasks.stat("path", target.resolve("f")));

        Map<?, ?> stat = (Map<?, ?>) predicted.values().get("stat");
        assertThat(stat.get("exists")).isEqualTo(true);
        assertThat(stat.get("mode")).isEqualTo("0600");
        assertThat(stat.get("size")).isInstanceOf(Unknown.class);
        assertThat(stat.get("checksum")).isInstanceOf(Unknown.class);
    }

    @Test
    void fetches_under_the_name_of_the_target_once() throws IOException {
        Path source = Files.writeString(target.resolve("f"), "x");

        ModuleTester.Report report = tester.runTwice(fetch("src", source, "dest", "kept"));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(controller.resolve("kept/test" + source)).hasContent("x");
    }

    @Test
    void fetches_flat() throws IOException {
        Path source = Files.writeString(target.resolve("f"), "x");

        tester.runTwice(fetch("src", source, "dest", controller + "/kept/", "flat", true));

        assertThat(controller.resolve("kept/f")).hasContent("x");
    }

    @Test
    void what_is_not_there_cannot_be_fetched() {
        ModuleTester.Report strict = tester.run(fetch("src", target.resolve("f"), "dest", "kept"));
        assertThat(strict.status()).isEqualTo("failed");

        ModuleTester.Report lenient =
                tester.run(fetch("src", target.resolve("f"), "dest", "kept", "fail_on_missing", false));
        assertThat(lenient.status()).isEqualTo("ok");
    }

    @Test
    void a_temporary_name_is_known_only_afterwards() {
        ModuleTester.Report report = tester.run(tempfile("path", target, "state", "directory", "suffix", ".d"));

        assertThat(report.values()).containsKeys("gid", "group", "uid", "owner").containsEntry("mode", "0700");
        assertThat(report.checked().get("path")).isInstanceOf(Unknown.class);
        assertThat(Path.of((String) report.values().get("path"))).isDirectory().hasParent(target);
    }

    @Test
    void a_path_that_a_host_printed_does_not_lead_out_of_the_destination() throws IOException {
        Files.createDirectories(target.resolve("a/b"));
        Files.writeString(target.resolve("f"), "from the host");
        String printed = target + "/a" + "/..".repeat(target.getNameCount() + 5) + target + "/f";

        ModuleTester.Report report = tester.run(fetch("src", printed, "dest", controller.resolve("deep/within/kept")));

        assertThat(report.message()).contains("leads out of " + controller.resolve("deep/within/kept/test"));
        assertThat(report.status()).isEqualTo("failed");
        assertThat(controller.resolve("deep")).doesNotExist();
    }

    @Test
    void the_last_name_of_a_path_is_a_name() throws IOException {
        Files.createDirectories(target.resolve("a"));

        ModuleTester.Report report =
                tester.run(fetch("src", target + "/a/..", "dest", controller + "/kept/", "flat", true));

        assertThat(report.status()).isEqualTo("failed");
    }
}
