package dev.sluice.modules.system.files.state;

import static dev.sluice.modules.system.files.FileTasks.copy;
import static dev.sluice.modules.system.files.FileTasks.file;
import static dev.sluice.modules.system.files.FileTasks.stat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileModuleTest {
    @TempDir
    Path target;

    private ModuleTester tester;

    @BeforeEach
    void start() {
        tester = ModuleTester.local(new DirectoryController(target));
    }

    @Test
    void makes_a_directory_and_those_above_it() {
        ModuleTester.Report report =
                tester.runTwice(file("path", target.resolve("a/b/c"), "state", "directory", "mode", "02775"));

        assertThat(report.values()).containsEntry("mode", "02775").containsEntry("state", "directory");
    }

    @Test
    void sets_attributes_of_a_whole_tree() throws IOException {
        Files.createDirectories(target.resolve("t/d"));
        Files.writeString(target.resolve("t/d/f"), "x");
        Files.createSymbolicLink(target.resolve("t/l"), Path.of("nowhere"));

        ModuleTester.Report report = tester.runTwice(
                file("path", target.resolve("t"), "state", "directory", "recurse", true, "mode", "u=rwX,go="));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(Files.getPosixFilePermissions(target.resolve("t/d/f"))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(target.resolve("t/d"))).hasSize(3);
    }

    @Test
    void removes_a_tree_and_later_tasks_know() throws IOException {
        Files.createDirectories(target.resolve("t/d"));
        Files.writeString(target.resolve("t/d/f"), "x");

        tester.runTwice(
                file("path", target.resolve("t"), "state", "absent"),
                stat("path", target.resolve("t/d/f")),
                stat("path", target.resolve("t")));

        assertThat(tester.reports().get(1).checked().get("stat")).hasToString("{exists=false}");
    }

    @Test
    void a_path_through_a_new_link_leads_to_the_same_file() throws IOException {
        Files.createDirectory(target.resolve("v1"));

        tester.runTwice(
                file("src", "v1", "path", target.resolve("current"), "state", "link"),
                copy("dest", target.resolve("current/app.conf"), "content", "port=80\n"),
                stat("path", target.resolve("v1/app.conf")));

        assertThat(tester.reports().get(2).checked().get("stat").toString()).contains("exists=true", "size=8");
    }

    @Test
    void a_link_that_is_turned_leads_elsewhere() throws IOException {
        Files.createDirectory(target.resolve("v1"));
        Files.createDirectory(target.resolve("v2"));
        Files.writeString(target.resolve("v1/app.conf"), "old");
        Files.createSymbolicLink(target.resolve("current"), Path.of("v1"));

        tester.runTwice(
                stat("path", target.resolve("current/app.conf")),
                file("src", "v2", "path", target.resolve("current"), "state", "link"),
                stat("path", target.resolve("current/app.conf")),
                copy("dest", target.resolve("current/app.conf"), "content", "newer"),
                stat("path", target.resolve("v2/app.conf")));

        assertThat(target.resolve("v1/app.conf")).hasContent("old");
        assertThat(target.resolve("v2/app.conf")).hasContent("newer");
    }

    @Test
    void makes_a_hard_link() throws IOException {
        Files.writeString(target.resolve("one"), "x");

        tester.runTwice(
                file("src", target.resolve("one"), "path", target.resolve("two"), "state", "hard"),
                stat("path", target.resolve("two")));

        assertThat(tester.reports().get(1).checked().get("stat").toString()).contains("nlink=2");
    }

    @Test
    void touches_with_given_times_once() {
        ModuleTester.Report report = tester.runTwice(file(
                "path",
                target.resolve("stamp"),
                "state",
                "touch",
                "modification_time",
                "202603281200.00",
                "access_time",
                "preserve"));

        assertThat(report.status()).isEqualTo("changed");
    }

    @Test
    void sets_the_time_of_the_last_reading_though_the_file_is_newer() throws IOException {
        Files.writeString(target.resolve("stamp"), "x");

        tester.runTwice(
                file("path", target.resolve("stamp"), "state", "file", "access_time", "202001020304.05"),
                file("path", target.resolve("stamp"), "state", "file", "access_time", "202001020304.05"));

        assertThat(tester.reports().get(0).status()).isEqualTo("changed");
        assertThat(tester.reports().get(1).status()).isEqualTo("ok");
    }

    @Test
    void sets_times_of_a_directory_that_an_earlier_task_changed() throws IOException {
        Files.createDirectory(target.resolve("d"));

        tester.runTwice(
                file("path", target.resolve("d"), "state", "directory", "mode", "0700"),
                file(
                        "path",
                        target.resolve("d"),
                        "state",
                        "directory",
                        "modification_time",
                        "2020-01-02",
                        "modification_time_format",
                        "%Y-%m-%d",
                        "access_time",
                        "202001020304.05"));

        assertThat(tester.reports().get(1).status()).isEqualTo("changed");
        assertThat(Files.getLastModifiedTime(target.resolve("d")).toInstant())
                .isEqualTo(LocalDateTime.of(2020, 1, 2, 0, 0)
                        .atZone(ZoneId.systemDefault())
                        .toInstant());
    }

    @Test
    void gives_the_group_what_the_owner_may() throws IOException {
        Files.writeString(target.resolve("f"), "x");
        tester.run(file("path", target.resolve("f"), "mode", "0604"));

        ModuleTester.Report report = tester.runTwice(file("path", target.resolve("f"), "mode", "g=u,o-rwx"));

        assertThat(report.values()).containsEntry("mode", "0660");
    }

    @Test
    void tells_set_id_bits_behind_a_zero_as_ansible_does() throws IOException {
        Files.writeString(target.resolve("f"), "x");

        ModuleTester.Report report = tester.runTwice(file("path", target.resolve("f"), "mode", "u+s,a+rx"));

        assertThat(report.values()).containsEntry("mode", "04755");
    }

    @Test
    void touches_each_time_without_times() throws IOException {
        Files.writeString(target.resolve("stamp"), "");

        ModuleTester.Report report = tester.run(file("path", target.resolve("stamp"), "state", "touch"));

        assertThat(report.status()).isEqualTo("changed");
    }

    @Test
    void does_not_put_a_link_in_place_of_a_file_without_force() throws IOException {
        Files.writeString(target.resolve("f"), "x");

        ModuleTester.Report report =
                tester.run(file("src", target.resolve("f"), "path", target.resolve("f"), "state", "link"));

        assertThat(report.message()).contains("refusing to convert from file to symlink");
    }

    @Test
    void a_file_that_is_not_there_is_no_file() {
        ModuleTester.Report report = tester.run(file("path", target.resolve("f"), "mode", "0600"));

        assertThat(report.message()).contains("is absent, cannot continue");
    }
}
