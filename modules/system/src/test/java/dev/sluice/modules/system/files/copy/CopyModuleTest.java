package dev.sluice.modules.system.files.copy;

import static dev.sluice.modules.system.files.FileTasks.copy;
import static dev.sluice.modules.system.files.FileTasks.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyModuleTest {
    @TempDir
    Path controller;

    @TempDir
    Path target;

    private ModuleTester tester;

    @BeforeEach
    void start() {
        tester = ModuleTester.local(new DirectoryController(controller));
    }

    @Test
    void writes_a_text_once() throws IOException {
        Path dest = target.resolve("motd");

        ModuleTester.Report report = tester.runTwice(copy("dest", dest, "content", "welcome\n", "mode", "0640"));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(report.values())
                .containsEntry("mode", "0640")
                .containsEntry("size", 8L)
                .containsEntry("checksum", sha1(dest));
        assertThat(dest).hasContent("welcome\n");
    }

    @Test
    void replaces_what_differs_and_keeps_mode_and_owner() throws IOException {
        Path dest = Files.writeString(target.resolve("hosts"), "old\n");
        Files.setPosixFilePermissions(dest, PosixFilePermissions.fromString("rw-------"));

        ModuleTester.Report report = tester.runTwice(copy("dest", dest, "content", "new\n", "backup", true));

        assertThat(report.values()).containsEntry("mode", "0600").containsKey("backup_file");
        assertThat(Path.of((String) report.values().get("backup_file"))).hasContent("old\n");
        assertThat(report.changes().get(0).difference().after()).isEqualTo("new\n");
    }

    @Test
    void leaves_a_file_that_exists_without_force() throws IOException {
        Path dest = Files.writeString(target.resolve("hosts"), "old\n");

        ModuleTester.Report report = tester.run(copy("dest", dest, "content", "new\n", "force", false));

        assertThat(report.status()).isEqualTo("ok");
        assertThat(dest).hasContent("old\n");
    }

    @Test
    void fails_in_the_check_where_the_directory_is_missing() {
        ModuleTester.Report report = tester.run(copy("dest", target.resolve("no/where"), "content", "x"));

        assertThat(report.predicted()).isEqualTo("failed");
        assertThat(report.message()).contains("Destination directory " + target.resolve("no") + " does not exist");
    }

    @Test
    void sees_the_directory_that_an_earlier_task_makes() {
        ModuleTester.Report report = tester.runTwice(
                file("path", target.resolve("a/b"), "state", "directory", "mode", "0750"),
                copy("dest", target.resolve("a/b/c"), "content", "x"));

        assertThat(report.predicted()).isEqualTo("changed");
        assertThat(target.resolve("a/b/c")).hasContent("x");
    }

    @Test
    void a_file_goes_into_a_directory() throws IOException {
        Files.writeString(controller.resolve("nut.conf"), "MODE=none\n");
        Files.createDirectory(target.resolve("etc"));

        ModuleTester.Report report = tester.runTwice(copy("src", "nut.conf", "dest", target.resolve("etc")));

        assertThat(report.values())
                .containsEntry("dest", target.resolve("etc/nut.conf").toString());
    }

    @Test
    void a_trailing_slash_makes_the_directory() throws IOException {
        Files.writeString(controller.resolve("nut.conf"), "MODE=none\n");

        tester.runTwice(copy("src", "nut.conf", "dest", target + "/x/y/", "directory_mode", "0700"));

        assertThat(target.resolve("x/y/nut.conf")).hasContent("MODE=none\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("x"))))
                .isEqualTo("rwx------");
    }

    @Test
    void replaces_a_link_unless_it_follows() throws IOException {
        Path real = Files.writeString(target.resolve("real"), "x");
        Path link = Files.createSymbolicLink(target.resolve("link"), Path.of("real"));

        tester.runTwice(copy("dest", link, "content", "through", "follow", true));
        assertThat(real).hasContent("through");
        assertThat(link).isSymbolicLink();

        tester.runTwice(copy("dest", link, "content", "instead"));
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(real).hasContent("through");
    }

    @Test
    void a_link_in_a_tree_stands_for_what_it_leads_to_unless_it_leads_nowhere() throws IOException {
        Path source = tree_with_links();

        tester.runTwice(copy("src", source + "/", "dest", target.resolve("followed")));

        Path made = target.resolve("followed");
        assertThat(made.resolve("to-file")).isRegularFile().hasContent("x");
        assertThat(made.resolve("to-directory")).isDirectory();
        assertThat(Files.isSymbolicLink(made.resolve("to-directory"))).isFalse();
        assertThat(made.resolve("to-directory/f")).hasContent("x");
        assertThat(Files.readSymbolicLink(made.resolve("to-nothing"))).hasToString("nowhere");
    }

    @Test
    void a_link_in_a_tree_stays_a_link_without_local_follow() throws IOException {
        Path source = tree_with_links();

        tester.runTwice(copy("src", source + "/", "dest", target.resolve("kept"), "local_follow", false));

        Path made = target.resolve("kept");
        assertThat(Files.readSymbolicLink(made.resolve("to-file"))).hasToString("d/f");
        assertThat(Files.readSymbolicLink(made.resolve("to-directory"))).hasToString("d");
        assertThat(Files.readSymbolicLink(made.resolve("to-nothing"))).hasToString("nowhere");
    }

    private Path tree_with_links() throws IOException {
        Path source = Files.createDirectories(target.resolve("source"));
        Files.createDirectory(source.resolve("d"));
        Files.writeString(source.resolve("d/f"), "x");
        Files.createSymbolicLink(source.resolve("to-file"), Path.of("d/f"));
        Files.createSymbolicLink(source.resolve("to-directory"), Path.of("d"));
        Files.createSymbolicLink(source.resolve("to-nothing"), Path.of("nowhere"));
        return source;
    }

    @Test
    void copies_a_tree_with_and_without_its_name() throws IOException {
        Files.createDirectories(controller.resolve("site/deep/empty"));
        Files.writeString(controller.resolve("site/index"), "1");
        Files.writeString(controller.resolve("site/deep/page"), "2");

        tester.runTwice(
                copy("src", "site", "dest", target.resolve("named"), "mode", "0600", "directory_mode", "0750"),
                copy("src", "site/", "dest", target.resolve("bare")));

        assertThat(target.resolve("named/site/deep/page")).hasContent("2");
        assertThat(target.resolve("named/site/deep/empty")).isDirectory();
        assertThat(target.resolve("bare/index")).hasContent("1");
    }

    @Test
    void refuses_a_text_that_is_not_valid() throws IOException {
        Path dest = Files.writeString(target.resolve("conf"), "good\n");

        ModuleTester.Report report = tester.run(copy("dest", dest, "content", "bad\n", "validate", "grep -q good %s"));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(dest).hasContent("good\n");
    }

    @Test
    void copies_on_the_target() throws IOException {
        Path source = Files.writeString(target.resolve("source"), "content\n");
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxr-x---"));
        Files.createDirectories(target.resolve("tree/sub"));
        Files.writeString(target.resolve("tree/sub/leaf"), "leaf");
        Files.createSymbolicLink(target.resolve("tree/link"), Path.of("sub/leaf"));

        tester.runTwice(
                copy("remote_src", true, "src", source, "dest", target.resolve("one")),
                copy("remote_src", true, "src", source, "dest", target.resolve("two"), "mode", "preserve"),
                copy("remote_src", true, "src", target.resolve("tree"), "dest", target.resolve("three")));

        assertThat(target.resolve("three/tree/sub/leaf")).hasContent("leaf");
        assertThat(Files.readSymbolicLink(target.resolve("three/tree/link"))).hasToString("sub/leaf");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("two"))))
                .isEqualTo("rwxr-x---");
    }

    private static String sha1(Path path) throws IOException {
        return dev.sluice.spi.Bytes.of(Files.readAllBytes(path)).checksum("SHA-1");
    }
}
