package dev.sluice.modules.system.files;

import static dev.sluice.modules.system.files.FileTasks.blockinfile;
import static dev.sluice.modules.system.files.FileTasks.copy;
import static dev.sluice.modules.system.files.FileTasks.file;
import static dev.sluice.modules.system.files.FileTasks.find;
import static dev.sluice.modules.system.files.FileTasks.lineinfile;
import static dev.sluice.modules.system.files.FileTasks.replace;
import static dev.sluice.modules.system.files.FileTasks.slurp;
import static dev.sluice.modules.system.files.FileTasks.stat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.value.Unknown;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The predicted tree of files is the one that comes. */
class HardCasesTest {
    @TempDir
    Path directory;

    private Path target;
    private ModuleTester tester;

    @BeforeEach
    void start() throws IOException {
        target = directory.toRealPath();
        tester = ModuleTester.local(new DirectoryController(target));
    }

    @Test
    void what_one_task_writes_three_edit_and_one_reads_back() {
        Path conf = target.resolve("app.conf");

        tester.run(
                copy("dest", conf, "content", "port=80\nhost=a\n", "mode", "0640"),
                lineinfile("path", conf, "regexp", "^port=", "line", "port=443"),
                blockinfile("path", conf, "block", "tls=yes\n"),
                replace("path", conf, "regexp", "host=a", "replace", "host=10.0.10.1"),
                slurp("src", conf),
                stat("path", conf));

        String content = (String) tester.reports().get(4).checked().get("content");
        assertThat(new String(Base64.getDecoder().decode(content)))
                .isEqualTo("port=443\nhost=10.0.10.1\n# BEGIN ANSIBLE MANAGED BLOCK\ntls=yes\n"
                        + "# END ANSIBLE MANAGED BLOCK\n");
        Map<?, ?> stat = (Map<?, ?>) tester.reports().get(5).checked().get("stat");
        assertThat(stat.get("mode")).isEqualTo("0640");
        assertThat(stat.get("size")).isEqualTo((long) Base64.getDecoder().decode(content).length);
        assertThat(stat.get("mtime")).isInstanceOf(Unknown.class);
    }

    @Test
    void one_file_has_many_names() throws IOException {
        Files.createDirectories(target.resolve("run/app"));
        Files.createSymbolicLink(target.resolve("var-run"), Path.of("run"));
        Files.createSymbolicLink(target.resolve("run/latest"), target.resolve("var-run/app"));

        tester.run(
                copy("dest", target.resolve("var-run/latest/pid"), "content", "42\n"),
                slurp("src", target.resolve("run/app/pid")),
                lineinfile("path", target.resolve("run/latest/pid"), "line", "43"),
                slurp("src", target.resolve("var-run/app/pid")),
                find("paths", target.resolve("var-run/latest"), "file_type", "any"));

        assertThat(tester.reports().get(1).checked()).containsEntry("content", "NDIK");
        assertThat(tester.reports().get(3).checked()).containsEntry("content", "NDIKNDMK");
        assertThat(tester.reports().get(4).checked()).containsEntry("matched", 1L);
    }

    @Test
    void a_file_has_its_attributes_under_all_its_names() throws IOException {
        Path f = Files.writeString(target.resolve("f"), "x");
        Path g = Files.createLink(target.resolve("g"), f);
        Path h = Files.createLink(Files.createDirectory(target.resolve("d")).resolve("h"), f);

        tester.run(
                stat("path", g),
                find("paths", target.resolve("d")),
                file("path", f, "mode", "0600"),
                stat("path", g),
                find("paths", target.resolve("d")),
                file("path", g, "mode", "0644"),
                stat("path", h));

        Map<?, ?> other = (Map<?, ?>) tester.reports().get(3).checked().get("stat");
        assertThat(other.get("mode")).isEqualTo("0600");
        assertThat(tester.reports().get(5).status()).isEqualTo("changed");
        assertThat(Files.getPosixFilePermissions(h)).hasSize(4);
    }

    @Test
    void a_name_that_goes_is_one_less_for_the_others() throws IOException {
        Path f = Files.writeString(target.resolve("f"), "x");
        Path g = Files.createLink(target.resolve("g"), f);
        Path h = Files.createLink(target.resolve("h"), f);

        tester.run(
                stat("path", h),
                copy("dest", f, "content", "another file"),
                stat("path", h),
                slurp("src", h),
                file("path", g, "state", "absent"),
                stat("path", h),
                file("src", h, "dest", target.resolve("i"), "state", "hard"),
                file("src", h, "dest", target.resolve("j"), "state", "hard"),
                stat("path", target.resolve("i")));

        assertThat(links(2)).isEqualTo(2L);
        assertThat(tester.reports().get(3).checked()).containsEntry("content", "eA==");
        assertThat(links(5)).isEqualTo(1L);
        assertThat(links(8)).isEqualTo(3L);
    }

    private Object links(int report) {
        Map<?, ?> stat = (Map<?, ?>) tester.reports().get(report).checked().get("stat");
        return stat.get("nlink");
    }

    @Test
    void attributes_of_all_below_a_directory_are_those_of_other_names_outside() throws IOException {
        Path inside = Files.createDirectories(target.resolve("d/deep"));
        Path f = Files.writeString(inside.resolve("f"), "x");
        Files.createLink(inside.resolve("g"), f);
        Path out = Files.createLink(target.resolve("out"), f);

        tester.run(
                stat("path", out),
                file("path", target.resolve("d"), "state", "directory", "recurse", true, "mode", "0700"),
                stat("path", out));

        Map<?, ?> other = (Map<?, ?>) tester.reports().get(2).checked().get("stat");
        assertThat(other.get("mode")).isEqualTo("0700");
    }

    @Test
    void a_directory_that_is_removed_and_made_again_is_empty() throws IOException {
        Files.createDirectories(target.resolve("d/deep"));
        Files.writeString(target.resolve("d/deep/f"), "x");

        tester.run(
                file("path", target.resolve("d"), "state", "absent"),
                copy("dest", target.resolve("d/new"), "content", "too early"),
                file("path", target.resolve("d"), "state", "directory"),
                stat("path", target.resolve("d/deep/f")),
                copy("dest", target.resolve("d/new"), "content", "now"),
                find("paths", target.resolve("d"), "recurse", true, "file_type", "any"));

        assertThat(tester.reports())
                .extracting(ModuleTester.Report::predicted)
                .containsExactly("changed", "failed", "changed", "ok", "changed", "ok");
        assertThat(tester.last().checked()).containsEntry("matched", 1L);
    }

    @Test
    void a_mount_hides_and_an_unmount_reveals() throws IOException {
        Path mount = Files.createDirectories(target.resolve("data"));
        Files.writeString(mount.resolve("old"), "below");

        Predicted predicted = Predicted.of(target, copy("dest", mount.resolve("written-before"), "content", "b"))
                .with(new Mounted(mount.toString(), "ext4", true));
        assertThat(predicted
                        .ask(new FileAt(mount.resolve("old").toString()))
                        .get()
                        .kind())
                .isEqualTo(FileKind.ABSENT);
        assertThat(paths(predicted, mount)).containsExactly(mount + "/lost+found");

        predicted.task(copy("dest", mount.resolve("inside"), "content", "i"));
        assertThat(paths(predicted, mount)).containsExactly(mount + "/inside", mount + "/lost+found");

        predicted.task(copy("dest", target.resolve("outside"), "content", "o"));
        predicted.with(new Unmounted(mount.toString()));
        assertThat(paths(predicted, mount)).containsExactly(mount + "/old", mount + "/written-before");
        assertThat(paths(predicted, target)).contains(target + "/outside").doesNotContain(mount + "/inside");
        assertThat(predicted.ask(new ContentOf(mount + "/old")).get().bytes().text())
                .isEqualTo("below");
    }

    @Test
    void what_is_on_another_file_system_is_unknown_until_it_is_written() throws IOException {
        Path mount = Files.createDirectories(target.resolve("nas"));

        Predicted predicted = Predicted.of(target).with(new Mounted(mount.toString(), "nfs", false));

        assertThat(predicted.ask(new FileAt(mount.toString())).get().isDirectory())
                .isTrue();
        assertThat(predicted.ask(new FileAt(mount + "/f")).isKnown()).isFalse();
        predicted.task(copy("dest", mount.resolve("f"), "content", "x"));
        assertThat(predicted.status()).isEqualTo("undecided");
        assertThat(predicted.ask(new ContentOf(mount + "/f")).get().bytes().text())
                .isEqualTo("x");
        assertThat(predicted.ask(new FileAt(mount + "/g")).isKnown()).isFalse();
    }

    @Test
    void an_unmount_reveals_what_lies_below() throws IOException {
        assumeTrue(LocalShell.plain().run("unshare -m true").succeeded(), "needs mount namespaces");
        Path mount = Files.createDirectories(target.resolve("nas"));
        Files.writeString(mount.resolve("f"), "x");

        Predicted predicted = Predicted.of(target).with(new Unmounted(mount.toString()));

        assertThat(predicted.ask(new FileAt(mount + "/f")).get().isFile()).isTrue();
        assertThat(predicted.ask(new FileAt(mount + "/g")).get().exists()).isFalse();
    }

    @Test
    void a_renamed_directory_takes_all_with_it() throws IOException {
        Files.createDirectories(target.resolve("from/sub"));
        Files.writeString(target.resolve("from/sub/f"), "x");
        Files.createSymbolicLink(target.resolve("link"), Path.of("from/sub"));

        Predicted predicted = Predicted.of(target, lineinfile("path", target.resolve("from/sub/f"), "line", "y"))
                .with(new Renamed(target + "/from", target + "/to"));

        assertThat(predicted
                        .ask(new ContentOf(target + "/to/sub/f"))
                        .get()
                        .bytes()
                        .text())
                .isEqualTo("x\ny\n");
        assertThat(predicted.ask(new FileAt(target + "/from/sub/f")).get().exists())
                .isFalse();
        assertThat(predicted.ask(new ContentOf(target + "/link/f")).get().state())
                .isEqualTo(Content.State.ABSENT);
        assertThat(paths(predicted, target.resolve("to"))).containsExactly(target + "/to/sub", target + "/to/sub/f");
    }

    @Test
    void what_may_have_changed_is_unknown_by_every_name() throws IOException {
        Files.createDirectories(target.resolve("real"));
        Files.writeString(target.resolve("real/f"), "x");
        Files.createSymbolicLink(target.resolve("alias"), Path.of("real"));

        Predicted predicted = Predicted.of(target).with(new Disturbed(target + "/alias/f", "the output of 'make'"));

        assertThat(predicted.ask(new ContentOf(target + "/real/f")).isKnown()).isFalse();
        assertThat(predicted.ask(new FileAt(target + "/real")).get().isDirectory())
                .isTrue();
        predicted.task(lineinfile("path", target.resolve("real/f"), "line", "y"));
        assertThat(predicted.status()).isEqualTo("undecided");
        predicted.task(stat("path", target.resolve("alias/f")));
        assertThat(((Map<?, ?>) predicted.values().get("stat")).get("exists")).isEqualTo(true);
    }

    @Test
    void a_link_to_itself_does_not_hang() throws IOException {
        tester.run(
                file("src", "loop", "path", target.resolve("loop"), "state", "link", "force", true, "follow", false),
                stat("path", target.resolve("loop")));

        assertThat(tester.reports().get(0).status()).isEqualTo("changed");
    }

    private static List<String> paths(Predicted predicted, Path root) {
        return predicted.ask(new TreeOf(root.toString(), 0)).get().entries().stream()
                .map(FileStatus::path)
                .toList();
    }

    /** Whatever tasks do one after the other, what was predicted comes true: the tester compares every fact. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void any_sequence_of_tasks_is_predicted(long seed) throws IOException {
        Random random = new Random(seed);
        target = Files.createDirectories(target.resolve("root/top"));
        List<ModuleTester.Task<?>> tasks = new ArrayList<>();
        for (int count = 0; count < 10; count++) {
            tasks.add(anyTask(random));
        }
        tasks.add(stat("path", target.resolve("a/b"), "follow", true));
        tasks.add(stat("path", target.resolve("b/a")));
        tasks.add(find("paths", target, "recurse", true, "file_type", "any", "get_checksum", true));

        tester.run(tasks.toArray(ModuleTester.Task<?>[]::new));

        assertThat(tester.reports()).hasSameSizeAs(tasks);
        assertThat(tester.reports()).extracting(ModuleTester.Report::status).contains("changed");
    }

    private ModuleTester.Task<?> anyTask(Random random) {
        Path path = anyPath(random);
        return switch (random.nextInt(10)) {
            case 0, 1 -> file("path", path, "state", "directory", "mode", random.nextBoolean() ? "0700" : "u=rwx,g+w");
            case 2, 3 -> copy("dest", path, "content", "text " + random.nextInt(3) + "\n");
            case 4 -> file("path", path, "state", "absent");
            case 5 -> file("src", anyPath(random), "path", path, "state", "link", "force", true, "follow", false);
            case 6 -> file("src", "../" + name(random), "path", path, "state", "link", "force", true, "follow", false);
            case 7 -> lineinfile("path", path, "line", "line " + random.nextInt(3), "create", true);
            case 8 -> copy("remote_src", true, "src", anyPath(random), "dest", path);
            default -> file("path", path, "mode", "0640");
        };
    }

    private Path anyPath(Random random) {
        Path path = target;
        for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
            path = path.resolve(name(random));
        }
        return path;
    }

    private static String name(Random random) {
        return List.of("a", "b").get(random.nextInt(2));
    }
}
