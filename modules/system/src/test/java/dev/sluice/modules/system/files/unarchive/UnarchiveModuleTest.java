package dev.sluice.modules.system.files.unarchive;

import static dev.sluice.modules.system.files.FileTasks.find;
import static dev.sluice.modules.system.files.FileTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.modules.system.files.Predicted;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnarchiveModuleTest {
    @TempDir
    Path controller;

    @TempDir
    Path target;

    private ModuleTester tester;

    @BeforeEach
    void pack() {
        assumeTrue(
                LocalShell.plain().run("command -v tar && command -v xz").succeeded(), "tar and xz are not installed");
        String longName = "n".repeat(120);
        LocalShell.plain()
                .run("cd '" + controller + "' && mkdir -p app/bin app/empty && printf '#!/bin/sh\\n' >app/bin/run"
                        + " && chmod 750 app/bin/run && ln -s bin/run app/start && echo long >app/" + longName
                        + " && tar -czf gnu.tar.gz app && tar --format=pax -cf pax.tar app && tar -cJf app.tar.xz app"
                        + " && tar --format=ustar -cf ustar.tar app/bin app/start");
        tester = ModuleTester.local(new DirectoryController(controller));
    }

    private ModuleTester.Task<?> unarchive(Object... values) {
        return task(new UnarchiveModule(), values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnu.tar.gz", "pax.tar"})
    void unpacks_once_and_knows_the_tree(String archive) throws IOException {
        tester.runTwice(
                unarchive("src", archive, "dest", target, "list_files", true),
                find("paths", target, "recurse", true, "file_type", "any"));

        assertThat(tester.reports().get(0).status()).isEqualTo("changed");
        assertThat(tester.reports().get(1).checked()).containsEntry("matched", 6L);
        assertThat(Files.readSymbolicLink(target.resolve("app/start"))).hasToString("bin/run");
        assertThat(Files.getPosixFilePermissions(target.resolve("app/bin/run"))).hasSize(5);
    }

    @Test
    void writes_again_only_what_differs() throws IOException {
        tester.run(unarchive("src", "ustar.tar", "dest", target));
        Files.writeString(target.resolve("app/bin/run"), "tampered");

        ModuleTester.Report report = tester.runTwice(unarchive("src", "ustar.tar", "dest", target));

        assertThat(report.changes())
                .extracting(change -> change.resource())
                .containsExactly(target.toRealPath().resolve("app/bin/run").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnu.tar.gz", "app.tar.xz", "pax.tar"})
    void unpacks_an_archive_of_the_target_once(String archive) throws IOException {
        ModuleTester.Task<?> unpack = unarchive("src", controller.resolve(archive), "dest", target, "remote_src", true);

        assertThat(tester.runTwice(unpack).status()).isEqualTo("changed");

        Files.writeString(target.resolve("app/bin/run"), "tampered");
        assertThat(tester.runTwice(unpack).status()).isEqualTo("changed");
        assertThat(target.resolve("app/bin/run")).content().startsWith("#!/bin/sh");
    }

    @Test
    void unpacks_a_zip_archive_of_the_target_once() throws IOException {
        zip();
        ModuleTester.Task<?> unpack =
                unarchive("src", controller.resolve("app.zip"), "dest", target, "remote_src", true);

        assertThat(tester.runTwice(unpack).status()).isEqualTo("changed");

        Files.delete(target.resolve("app/bin/run"));
        assertThat(tester.runTwice(unpack).status()).isEqualTo("changed");
        assertThat(target.resolve("app/bin/run")).exists();
    }

    @Test
    void an_owner_is_refused_whether_or_not_the_archive_of_the_target_is_unpacked_already() {
        Path archive = controller.resolve("pax.tar");
        tester.run(unarchive("src", archive, "dest", target, "remote_src", true));

        ModuleTester.Report report =
                tester.run(unarchive("src", archive, "dest", target, "remote_src", true, "owner", "nobody"));

        assertThat(report.predicted()).isEqualTo("failed");
        assertThat(report.message()).contains("mode, owner and group are only set");
    }

    @Test
    void a_zip_archive_that_cannot_be_listed_is_never_taken_for_unpacked() throws IOException {
        zip();
        Path damaged = Files.writeString(controller.resolve("damaged.zip"), "PK, and no archive");
        Files.writeString(target.resolve("other"), "the directory is not empty");

        ModuleTester.Report unlisted = tester.run(unarchive("src", damaged, "dest", target, "remote_src", true));
        ModuleTester.Report unmatched = tester.run(unarchive(
                "src", controller.resolve("app.zip"), "dest", target, "remote_src", true, "include", List.of("no/*")));

        assertThat(unlisted.predicted()).isEqualTo("changed");
        assertThat(unlisted.status()).isEqualTo("failed");
        assertThat(unmatched.status()).isEqualTo("failed");
    }

    @Test
    void an_archive_that_is_not_on_the_target_fails_in_the_check() {
        assertThat(tester.run(unarchive("src", target.resolve("no.tar"), "dest", target, "remote_src", true))
                        .message())
                .contains("does not exist on the target");
    }

    @Test
    void members_are_included_by_the_names_that_tar_gives_them() {
        LocalShell.plain().run("cd '" + controller + "/app' && tar -cf ../dot.tar .");

        tester.runTwice(unarchive("src", "dot.tar", "dest", target, "include", List.of("./bin")));

        assertThat(target.resolve("bin/run")).exists();
        assertThat(target.resolve("start")).doesNotExist();
    }

    @Test
    void leaves_out_what_is_excluded() {
        tester.runTwice(unarchive("src", "gnu.tar.gz", "dest", target, "exclude", List.of("app/bin")));

        assertThat(target.resolve("app/bin")).doesNotExist();
        assertThat(target.resolve("app/empty")).isDirectory();
    }

    @Test
    void unpacks_other_archives_with_the_targets_programs() {
        assumeTrue(LocalShell.plain().run("command -v xz").succeeded(), "xz is not installed");

        ModuleTester.Report report =
                tester.run(unarchive("src", "app.tar.xz", "dest", target, "creates", target.resolve("app")));
        assertThat(report.status()).isEqualTo("changed");
        assertThat(target.resolve("app/bin/run")).exists();

        assertThat(tester.run(unarchive("src", "app.tar.xz", "dest", target, "creates", target.resolve("app")))
                        .status())
                .isEqualTo("skipped");
    }

    private void zip() {
        assumeTrue(
                LocalShell.plain()
                        .run("command -v zip && command -v unzip && cd '" + controller
                                + "' && rm app/start && zip -qr app.zip app")
                        .succeeded(),
                "zip and unzip are not installed");
    }

    @Test
    void needs_a_directory() {
        ModuleTester.Report report = tester.run(unarchive("src", "pax.tar", "dest", target.resolve("none")));

        assertThat(report.predicted()).isEqualTo("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"include", "exclude"})
    void names_are_no_options_of_tar(String parameter) {
        List<String> names = List.of("--checkpoint=1", "--checkpoint-action=exec=touch " + target.resolve("mark"));

        tester.run(
                unarchive("src", controller.resolve("pax.tar"), "dest", target, "remote_src", true, parameter, names));
        tester.run(unarchive("src", "app.tar.xz", "dest", target, parameter, names));

        assertThat(target.resolve("mark")).doesNotExist();
    }

    @Test
    void names_are_no_options_of_unzip() {
        zip();

        tester.run(unarchive("src", "app.zip", "dest", target, "include", List.of("app/bin/run", "-d" + controller)));

        assertThat(controller.resolve("app/bin/run.1")).doesNotExist();
        assertThat(target.resolve("app/bin/run")).exists();
    }

    @Test
    void a_check_does_not_give_the_options_of_a_task_to_tar() throws IOException {
        tester.run(unarchive("src", controller.resolve("pax.tar"), "dest", target, "remote_src", true));
        Path mark = target.resolve("mark");

        ModuleTester.Task<?> task = unarchive(
                "src",
                controller.resolve("pax.tar"),
                "dest",
                target,
                "remote_src",
                true,
                "extra_opts",
                List.of("--checkpoint=1", "--checkpoint-action=exec=touch " + mark));
        Predicted.of(target, task, task);

        assertThat(mark).doesNotExist();
    }
}
