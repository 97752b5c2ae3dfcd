package dev.sluice.modules.system.repositories;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.modules.system.files.FileTasks;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real git with an origin in a directory. */
class GitModuleTest {
    private static final LocalShell SHELL = LocalShell.plain();

    @TempDir
    Path directory;

    private ModuleTester tester;

    @BeforeEach
    void start() {
        assumeTrue(SHELL.run("command -v git").succeeded(), "needs git");
        origin("git init -q -b main . && echo 1 >file && git add file && git commit -q -m one && git tag v1");
        tester = ModuleTester.local(new DirectoryController(directory));
    }

    @Test
    void a_repository_is_cloned_once_and_follows_its_branch() throws IOException {
        Report cloned = tester.runTwice(git("main", false));
        origin("echo 2 >file && git commit -q -a -m two");
        Report updated = tester.runTwice(git("main", false));

        assertThat(cloned.status()).isEqualTo("changed");
        assertThat(updated.status()).isEqualTo("changed");
        assertThat(Files.readString(directory.resolve("copy/file"))).isEqualTo("2\n");
    }

    @Test
    void a_tag_and_a_commit_are_checked_out() throws IOException {
        String first = SHELL.run("git -C '" + directory + "/origin' rev-parse HEAD")
                .text()
                .strip();
        origin("echo 2 >file && git commit -q -a -m two");

        tester.runTwice(git("HEAD", false));
        tester.runTwice(git("v1", false));
        assertThat(Files.readString(directory.resolve("copy/file"))).isEqualTo("1\n");
        tester.runTwice(git("main", false));
        Report commit = tester.runTwice(git(first, false));

        assertThat(commit.values()).containsEntry("after", first);
    }

    @Test
    void changes_are_only_thrown_away_by_force() throws IOException {
        tester.run(git("main", false));
        Files.writeString(directory.resolve("copy/file"), "mine\n");
        origin("echo 2 >file && git commit -q -a -m two");

        Report refused = tester.run(git("main", false));
        Report forced = tester.runTwice(git("main", true));

        assertThat(refused.message()).contains("were changed");
        assertThat(forced.changes()).singleElement().extracting("risk").hasToString("DESTRUCTIVE");
    }

    @Test
    void a_copy_that_an_earlier_task_removes_is_cloned_anew() throws IOException {
        tester.run(git("main", false));
        Files.writeString(directory.resolve("copy/mine"), "untracked");

        tester.run(FileTasks.file("path", directory.resolve("copy"), "state", "absent"), git("main", false));

        assertThat(tester.last().status()).isEqualTo("changed");
    }

    @Test
    void a_version_that_is_not_there_fails() {
        assertThat(tester.run(git("nosuch", false)).message()).contains("has no branch and no tag nosuch");
    }

    private void origin(String script) {
        assertThat(SHELL.run("mkdir -p '" + directory + "/origin' && cd '" + directory + "/origin' &&"
                                + " export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a"
                                + " GIT_COMMITTER_EMAIL=a@example.org && " + script)
                        .errorText())
                .isEmpty();
    }

    private ModuleTester.Task<?> git(String version, boolean force) {
        return task(new GitModule(), parameters(version, "origin", null, force));
    }

    private GitModule.Parameters parameters(String version, String remote, String keyFile, boolean force) {
        return new GitModule.Parameters(
                directory + "/origin",
                directory + "/copy",
                version,
                remote,
                null,
                force,
                true,
                true,
                true,
                false,
                keyFile);
    }

    @Test
    void what_a_task_says_is_not_run_by_a_check_nor_by_an_apply() {
        tester.run(git("main", false));
        String mark = directory.resolve("mark").toString();

        for (String attack : List.of("$(touch " + mark + ")", "`touch " + mark + "`", "x; touch " + mark + " #")) {
            tester.run(task(new GitModule(), parameters("main", attack, null, false)));
            tester.run(task(new GitModule(), parameters(attack, "origin", null, false)));
            tester.run(task(new GitModule(), parameters("main", "origin", attack, false)));
        }

        assertThat(directory.resolve("mark")).doesNotExist();
    }

    @Test
    void a_name_that_begins_with_a_dash_is_no_option() {
        Report report =
                tester.run(task(new GitModule(), parameters("--upload-pack=touch mark", "origin", null, false)));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.message()).contains("has no branch and no tag --upload-pack=touch mark");
    }
}
