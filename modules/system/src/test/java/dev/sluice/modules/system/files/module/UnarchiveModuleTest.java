package dev.sluice.modules.system.files.module;

import static dev.sluice.modules.system.files.module.FileTasks.find;
import static dev.sluice.modules.system.files.module.FileTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void leaves_out_what_is_excluded() {
        tester.runTwice(unarchive("src", "gnu.tar.gz", "dest", target, "exclude", java.util.List.of("app/bin")));

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

    @Test
    void needs_a_directory() {
        ModuleTester.Report report = tester.run(unarchive("src", "pax.tar", "dest", target.resolve("none")));

        assertThat(report.predicted()).isEqualTo("failed");
    }
}
