package dev.sluice.modules.system.mounts;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.modules.system.PrivateHost;
import dev.sluice.spi.Risk;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real file systems in a mount namespace of the test's own. */
class MountModuleTest {
    @TempDir
    Path directory;

    private @Nullable PrivateHost host;
    private LocalShell shell;
    private ModuleTester tester;
    private Path fstab;

    @BeforeEach
    void start() throws IOException {
        host = PrivateHost.start();
        shell = host.shell();
        tester = ModuleTester.on(shell, new DirectoryController(directory));
        fstab = Files.writeString(directory.resolve("fstab"), "# kept\nproc /proc proc defaults\n");
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void a_file_system_is_entered_and_mounted_once_and_its_mount_point_made() throws IOException {
        Report report = tester.runTwice(mount("tmpfs", "a/b", "tmpfs", "size=1m,mode=0711", MountModule.State.MOUNTED));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(Files.readString(fstab))
                .isEqualTo("# kept\nproc /proc proc defaults\ntmpfs " + at("a/b") + " tmpfs size=1m,mode=0711 0 0\n");
        assertThat(shell.run("stat -c %a " + at("a/b")).text()).isEqualTo("711\n");
    }

    @Test
    void a_share_that_an_earlier_task_mounts_is_known_to_be_mounted() {
        tester.run(
                mount("tmpfs", "a", "tmpfs", null, MountModule.State.MOUNTED),
                mount("tmpfs", "a", "tmpfs", null, MountModule.State.MOUNTED),
                mount(null, "a", null, null, MountModule.State.UNMOUNTED),
                mount(null, "a", null, null, MountModule.State.UNMOUNTED));

        assertThat(tester.reports()).extracting(Report::predicted).containsExactly("changed", "ok", "changed", "ok");
        assertThat(tester.last().status()).isEqualTo("ok");
    }

    @Test
    void changed_options_are_applied_to_what_is_mounted() throws IOException {
        tester.run(mount("tmpfs", "a", "tmpfs", "size=1m", MountModule.State.MOUNTED));

        Report report = tester.runTwice(mount("tmpfs", "a", "tmpfs", "size=2m", MountModule.State.MOUNTED));

        assertThat(report.changes()).hasSize(2);
        assertThat(report.changes().get(0).risk()).isEqualTo(Risk.DISRUPTIVE);
        assertThat(Files.readString(fstab)).contains("size=2m").doesNotContain("size=1m");
        assertThat(shell.run("grep " + at("a") + " /proc/self/mountinfo").text())
                .contains("size=2048k");
    }

    @Test
    void absent_takes_away_the_line_the_mount_and_the_directory() throws IOException {
        tester.run(mount("tmpfs", "a", "tmpfs", null, MountModule.State.MOUNTED));

        Report report = tester.runTwice(mount(null, "a", null, null, MountModule.State.ABSENT));

        assertThat(report.changes()).hasSize(3);
        assertThat(directory.resolve("a")).doesNotExist();
        assertThat(Files.readString(fstab)).isEqualTo("# kept\nproc /proc proc defaults\n");
    }

    @Test
    void present_only_keeps_the_line() throws IOException {
        Report report =
                tester.runTwice(mount("/dev/nosuch/volume", "my share", "ext4", "noatime", MountModule.State.PRESENT));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(Files.readString(fstab))
                .endsWith("/dev/nosuch/volume " + at("my\\040share") + " ext4 noatime 0 0\n");
    }

    @Test
    void something_else_at_the_mount_point_is_left_alone() {
        tester.run(mount("tmpfs", "a", "tmpfs", null, MountModule.State.MOUNTED));

        Report report = tester.run(mount("other", "a", "tmpfs", null, MountModule.State.MOUNTED));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.message()).contains("tmpfs is mounted at " + at("a") + ", not other");
    }

    @Test
    void a_missing_device_fails_before_anything_is_done() {
        Report report = tester.run(mount("/dev/nosuch/volume", "a", "ext4", null, MountModule.State.MOUNTED));

        assertThat(report.predicted()).isEqualTo("failed");
        assertThat(report.message()).contains("no such device: /dev/nosuch/volume");
    }

    @Test
    void a_file_system_made_by_an_earlier_task_is_mounted_empty() throws IOException {
        Path image = directory.resolve("disk.img");
        try (var file = new java.io.RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(16 << 20);
        }

        tester.run(
                task(
                        new FilesystemModule(),
                        new FilesystemModule.Parameters(
                                image.toString(),
                                FileSystemType.EXT4,
                                null,
                                false,
                                false,
                                FilesystemModule.State.PRESENT)),
                mount(image.toString(), "data", "ext4", "loop", MountModule.State.MOUNTED),
                mount(null, "data", null, null, MountModule.State.UNMOUNTED));

        assertThat(tester.reports()).extracting(Report::predicted).containsExactly("changed", "changed", "changed");
    }

    @Test
    void what_cannot_be_mounted_leaves_neither_a_line_nor_a_directory() throws IOException {
        Report report = tester.run(mount("tmpfs", "a/b", "tmpfs", "size=nonsense", MountModule.State.MOUNTED));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(Files.readString(fstab)).isEqualTo("# kept\nproc /proc proc defaults\n");
        assertThat(directory.resolve("a")).doesNotExist();
    }

    @Test
    void options_that_cannot_be_applied_leave_the_line_as_it_was() throws IOException {
        tester.run(mount("tmpfs", "a", "tmpfs", "size=1m", MountModule.State.MOUNTED));
        String before = Files.readString(fstab);

        Report report = tester.run(mount("tmpfs", "a", "tmpfs", "size=nonsense", MountModule.State.MOUNTED));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(Files.readString(fstab)).isEqualTo(before);
    }

    @Test
    void absent_of_a_mount_over_files_is_refused_before_anything_is_done() throws IOException {
        tester.run(mount("tmpfs", "a", "tmpfs", null, MountModule.State.MOUNTED));
        String before = Files.readString(fstab);
        shell.run("umount " + at("a") + " && echo old >" + at("a/below") + " && mount -t tmpfs tmpfs " + at("a"));

        Report report = tester.run(mount(null, "a", null, null, MountModule.State.ABSENT));

        assertThat(report.predicted()).isEqualTo("failed");
        assertThat(report.message()).contains("it holds below, which the mounted file system covers");
        assertThat(Files.readString(fstab)).isEqualTo(before);
        assertThat(shell.run("mountpoint -q " + at("a")).succeeded()).isTrue();
    }

    @Test
    void absent_of_a_directory_with_files_leaves_the_line() throws IOException {
        tester.run(mount("tmpfs", "a", "tmpfs", null, MountModule.State.PRESENT));
        String before = Files.readString(fstab);
        Files.createDirectories(directory.resolve("a"));
        Files.writeString(directory.resolve("a/kept"), "");

        Report report = tester.run(mount(null, "a", null, null, MountModule.State.ABSENT));

        assertThat(report.predicted()).isEqualTo("failed");
        assertThat(Files.readString(fstab)).isEqualTo(before);
    }

    @Test
    void what_a_mount_covers_is_seen_by_the_tasks_after_an_unmount() throws IOException {
        Files.createDirectories(directory.resolve("a"));
        Files.writeString(directory.resolve("a/below"), "old\n");
        shell.run("mount -t tmpfs tmpfs " + at("a"));

        tester.run(
                mount(null, "a", null, null, MountModule.State.UNMOUNTED),
                mount(null, "a", null, null, MountModule.State.ABSENT));

        assertThat(tester.reports()).extracting(Report::predicted).containsExactly("changed", "failed");
        assertThat(tester.last().message()).contains("it holds below");
    }

    @Test
    void of_two_swap_lines_only_the_named_one_is_removed() throws IOException {
        Files.writeString(fstab, "/dev/sdx1 none swap sw 0 0\n/dev/sdx2 swap swap sw 0 0\n");

        Report report = tester.runTwice(swap("/dev/sdx2", MountModule.State.ABSENT));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(Files.readString(fstab)).isEqualTo("/dev/sdx1 none swap sw 0 0\n");
    }

    @Test
    void of_two_swap_lines_none_is_removed_without_a_name() throws IOException {
        Files.writeString(fstab, "/dev/sdx1 none swap sw 0 0\n/dev/sdx2 swap swap sw 0 0\n");

        Report report = tester.run(swap(null, MountModule.State.ABSENT_FROM_FSTAB));

        assertThat(report.predicted()).isEqualTo("failed");
        assertThat(report.message()).contains("/dev/sdx1", "/dev/sdx2");
        assertThat(Files.readString(fstab)).contains("/dev/sdx1", "/dev/sdx2");
    }

    private ModuleTester.Task<?> swap(@Nullable String source, MountModule.State state) {
        return task(
                new MountModule(),
                new MountModule.Parameters("none", source, null, null, "0", "0", state, fstab.toString(), true, false));
    }

    private String at(String relative) {
        return directory + "/" + relative;
    }

    private ModuleTester.Task<?> mount(
            String source, String place, String type, String options, MountModule.State state) {
        return task(
                new MountModule(),
                new MountModule.Parameters(
                        at(place), source, type, options, "0", "0", state, fstab.toString(), true, false));
    }
}
