package dev.sluice.modules.system.files;

import static dev.sluice.modules.system.files.FileTasks.copy;
import static dev.sluice.modules.system.files.FileTasks.file;
import static dev.sluice.modules.system.files.FileTasks.find;
import static dev.sluice.modules.system.files.FileTasks.lineinfile;
import static dev.sluice.modules.system.files.FileTasks.slurp;
import static dev.sluice.modules.system.files.FileTasks.stat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user without root's rights sees and does less; a check knows that too. */
class OtherUserTest {
    @TempDir
    Path directory;

    private Path own;
    private ModuleTester tester;

    @BeforeEach
    void become_nobody() throws IOException {
        assumeTrue(
                LocalShell.plain()
                        .run("[ \"$(id -u)\" = 0 ] && command -v setpriv")
                        .succeeded(),
                "needs root and setpriv to become another user");
        own = Files.createDirectory(directory.toRealPath().resolve("own"));
        LocalShell.plain().run("chmod 755 '" + directory + "'; chown nobody:nogroup '" + own + "'");
        tester = ModuleTester.on(
                new LocalShell(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")),
                new DirectoryController(directory));
    }

    @Test
    void works_in_its_own_directory() {
        tester.run(
                file("path", own.resolve("d"), "state", "directory", "mode", "0750"),
                copy("dest", own.resolve("d/f"), "content", "x\n", "mode", "0400"),
                lineinfile("path", own.resolve("d/f"), "line", "y"),
                stat("path", own.resolve("d/f")));

        Map<?, ?> stat = (Map<?, ?>) tester.last().checked().get("stat");
        assertThat(stat.get("pw_name")).isEqualTo("nobody");
        assertThat(stat.get("readable")).isEqualTo(true);
        assertThat(stat.get("writeable")).isEqualTo(false);
    }

    @Test
    void is_refused_in_the_check_as_in_the_apply() throws IOException {
        Files.writeString(directory.resolve("roots"), "x");

        for (ModuleTester.Task<?> task : List.of(
                copy("dest", directory.resolve("new"), "content", "x"),
                file("path", directory.resolve("new"), "state", "directory"),
                file("path", directory.resolve("roots"), "state", "absent"),
                file("path", directory.resolve("roots"), "mode", "0777"),
                file("src", "roots", "path", directory.resolve("link"), "state", "link"),
                copy("dest", own.resolve("f"), "content", "x", "owner", "root"))) {
            ModuleTester.Report report = tester.run(task);
            assertThat(report.predicted()).isEqualTo("failed");
            assertThat(report.message()).contains("nobody");
        }
    }

    @Test
    void what_it_cannot_see_is_hidden_and_not_absent() throws IOException {
        Files.createDirectory(directory.resolve("secret"));
        Files.writeString(directory.resolve("secret/f"), "x");
        Files.writeString(directory.resolve("locked"), "x");
        LocalShell.plain().run("chmod 700 '" + directory + "/secret'; chmod 600 '" + directory + "/locked'");

        assertThat(tester.run(stat("path", directory.resolve("secret/f"))).message())
                .contains("Permission denied");
        assertThat(tester.run(slurp("src", directory.resolve("locked"))).message())
                .contains("not readable");
        assertThat(tester.run(find("paths", directory.resolve("secret")))
                        .values()
                        .get("skipped_paths")
                        .toString())
                .contains("Permission denied");
    }

    @Test
    void what_is_below_a_directory_that_it_shuts_is_not_found() {
        tester.run(
                file("path", own.resolve("open"), "state", "directory"),
                copy("dest", own.resolve("open/f"), "content", "x"),
                file("path", own.resolve("shut"), "state", "directory"),
                copy("dest", own.resolve("shut/f"), "content", "x"),
                file("path", own.resolve("shut"), "mode", "0640"),
                find("paths", own, "recurse", true, "file_type", "any"));

        assertThat(tester.last().checked()).containsEntry("matched", 3L);
    }

    @Test
    void what_is_below_a_directory_that_it_opens_is_unknown() throws IOException {
        Files.createDirectory(own.resolve("shut"));
        Files.writeString(own.resolve("shut/f"), "x");
        LocalShell.plain().run("chown -R nobody:nogroup '" + own + "'; chmod 640 '" + own.resolve("shut") + "'");

        tester.run(
                file("path", own.resolve("shut"), "mode", "0750"),
                find("paths", own, "recurse", true, "file_type", "any"));

        assertThat(tester.last().predicted()).isEqualTo("undecided");
        assertThat(tester.last().values()).containsEntry("matched", 2L);
    }

    @Test
    void it_can_lock_itself_out() {
        tester.run(
                copy("dest", own.resolve("f"), "content", "x"),
                file("path", own.resolve("d"), "state", "directory"),
                copy("dest", own.resolve("d/f"), "content", "x"),
                file("path", own.resolve("f"), "mode", "0000"),
                slurp("src", own.resolve("f")),
                file("path", own.resolve("d"), "mode", "0000"),
                stat("path", own.resolve("d")),
                stat("path", own.resolve("d/f")),
                slurp("src", own.resolve("d/f")));

        assertThat(tester.reports())
                .extracting(ModuleTester.Report::predicted)
                .containsExactly(
                        "changed", "changed", "changed", "changed", "failed", "changed", "ok", "failed", "failed");
    }
}
