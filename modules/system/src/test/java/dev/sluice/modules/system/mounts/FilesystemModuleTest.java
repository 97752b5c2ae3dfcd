package dev.sluice.modules.system.mounts;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.journal.ChangeReport;
import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.modules.system.block.FileSystemSize;
import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import dev.sluice.testing.CheckedWorld;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Image files stand in for devices: the programs are the real ones. */
class FilesystemModuleTest {
    @TempDir
    Path directory;

    private Path image;
    private ModuleTester tester;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                LocalShell.plain()
                        .run("PATH=$PATH:/sbin:/usr/sbin; command -v mkfs.ext4 && command -v blkid")
                        .succeeded(),
                "needs e2fsprogs and util-linux");
        image = directory.resolve("disk.img");
        resize(16 << 20);
        tester = ModuleTester.local(new DirectoryController(directory));
    }

    @Test
    void a_blank_device_gets_a_file_system_with_its_label_once() {
        Report report = tester.runTwice(filesystem(FileSystemType.EXT4, "-L nfs-data", false, false));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(report.changes()).singleElement().satisfies(change -> {
            assertThat(change.after()).isEqualTo("ext4 labelled nfs-data");
            assertThat(change.risk()).isEqualTo(Risk.SAFE);
        });
    }

    @Test
    void another_file_system_is_never_overwritten_without_force() {
        tester.run(filesystem(FileSystemType.EXT4, "-L precious", false, false));

        Report refused = tester.run(filesystem(FileSystemType.SWAP, null, false, false));
        Report forced = tester.run(filesystem(FileSystemType.SWAP, null, false, true));

        assertThat(refused.status()).isEqualTo("failed");
        assertThat(refused.message()).contains("a signature of type ext4 labelled 'precious'");
        assertThat(forced.status()).isEqualTo("changed");
        assertThat(forced.changes()).extracting(ChangeReport::risk).containsExactly(Risk.DESTRUCTIVE);
    }

    @Test
    void within_one_check_the_file_system_of_an_earlier_task_is_there() {
        tester.run(
                filesystem(FileSystemType.EXT4, null, false, false),
                filesystem(FileSystemType.EXT4, null, false, false),
                filesystem(FileSystemType.SWAP, null, false, false));

        assertThat(tester.reports()).extracting(Report::predicted).containsExactly("changed", "ok", "failed");
    }

    @Test
    void a_file_system_grows_with_its_device() throws IOException {
        tester.run(filesystem(FileSystemType.EXT4, null, false, false));
        resize(32 << 20);

        assertThat(tester.run(filesystem(FileSystemType.EXT4, null, false, false))
                        .status())
                .isEqualTo("ok");
        Report grown = tester.runTwice(filesystem(FileSystemType.EXT4, null, true, false));

        assertThat(grown.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).isEqualTo("16M");
            assertThat(change.after()).isEqualTo("32M");
        });
    }

    /** In MiB; 81 groups of 128 are followed by one with copies of the superblock, which 4 have no room for. */
    @ParameterizedTest
    @CsvSource({"10240, 10372, 10368", "1024, 1028, 1028", "1152, 1280, 1280"})
    void a_file_system_grows_as_far_as_its_groups_of_blocks_allow(long before, long room, long after)
            throws IOException {
        resize(before << 20);
        tester.run(filesystem(FileSystemType.EXT4, null, false, false));
        resize(room << 20);

        Report grown = tester.runTwice(filesystem(FileSystemType.EXT4, null, true, false));

        FileSystemSize size = new FileSystemSize(DeviceName.of(image.toString()), "ext4");
        assertThat(grown.status()).isEqualTo("changed");
        assertThat(size.parse(LocalShell.plain().run(size.script()))).contains(after << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-L data", "-b 1024", "-E resize=4G"})
    void within_one_check_a_new_file_system_has_the_size_that_its_options_give_it(String options) throws IOException {
        resize(1040L << 20);
        tester.run(filesystem(FileSystemType.EXT2, null, false, false));

        tester.run(
                filesystem(FileSystemType.EXT4, options, false, true),
                filesystem(FileSystemType.EXT4, options, true, false));

        assertThat(tester.reports())
                .extracting(Report::predicted)
                .containsExactly("changed", "changed", options.startsWith("-L") ? "ok" : "undecided");
    }

    @Test
    void absent_wipes_what_is_there() {
        tester.run(filesystem(FileSystemType.EXT4, null, false, false));

        Report report = tester.runTwice(task(
                new FilesystemModule(),
                new FilesystemModule.Parameters(
                        image.toString(), null, null, false, false, FilesystemModule.State.ABSENT)));

        assertThat(report.changes()).extracting(ChangeReport::risk).containsExactly(Risk.DESTRUCTIVE);
    }

    @Test
    void data_without_a_signature_is_never_called_safe() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(300_000);
            file.write(1);
        }

        Report refused = tester.run(filesystem(FileSystemType.EXT4, null, false, false));
        Report forced = tester.run(filesystem(FileSystemType.EXT4, null, false, true));

        assertThat(refused.predicted()).isEqualTo("failed");
        assertThat(refused.message()).contains("data without a known signature in the first MiB");
        assertThat(forced.changes()).extracting(ChangeReport::risk).containsExactly(Risk.DESTRUCTIVE);
    }

    @Test
    void what_was_wiped_is_blank_for_the_next_task() {
        tester.run(filesystem(FileSystemType.EXT4, null, false, false));

        tester.run(
                task(
                        new FilesystemModule(),
                        new FilesystemModule.Parameters(
                                image.toString(), null, null, false, false, FilesystemModule.State.ABSENT)),
                filesystem(FileSystemType.XFS, null, false, false));

        assertThat(tester.reports().get(2).predicted()).isEqualTo("changed");
    }

    @Test
    void a_device_in_use_is_not_written_over_even_with_force() {
        LocalShell shell = LocalShell.plain();
        tester.run(filesystem(FileSystemType.SWAP, null, false, false));
        String loop = shell.run("losetup --find --show " + image).text().strip();
        assumeTrue(loop.startsWith("/dev/loop"), "needs loop devices");
        try {
            Report behind = tester.run(filesystem(FileSystemType.EXT4, null, false, true));
            assertThat(behind.message()).contains("'" + loop.substring("/dev/".length()) + "' built on it");

            assumeTrue(shell.run("swapon " + loop).succeeded(), "needs the right to swap");
            Report swapping = tester.run(task(
                    new FilesystemModule(),
                    new FilesystemModule.Parameters(
                            loop, FileSystemType.EXT4, null, false, true, FilesystemModule.State.PRESENT)));
            assertThat(swapping.predicted()).isEqualTo("failed");
            assertThat(swapping.message()).contains("swap space in use");
        } finally {
            shell.run("swapoff " + loop + "; losetup -d " + loop);
        }
    }

    @Test
    void something_else_that_came_since_the_plan_is_not_destroyed() {
        tester.run(filesystem(FileSystemType.EXT4, null, false, false));
        Change planned = CheckedWorld.of(LocalShell.plain(), new DirectoryController(directory))
                .check(filesystem(FileSystemType.SWAP, null, false, true))
                .changes()
                .get(0);
        LocalShell.plain().run("PATH=$PATH:/sbin:/usr/sbin; mkfs.ext4 -q -F -L other " + image);

        var late = LocalShell.plain().perform(planned.steps().get(0));

        assertThat(late.failure()).contains("something else is on the device by now");
    }

    @Test
    void a_device_that_is_no_longer_blank_when_its_turn_comes_is_left_alone() {
        ModuleTester.Task<?> task = filesystem(FileSystemType.EXT4, null, false, false);
        Change planned = CheckedWorld.of(LocalShell.plain(), new DirectoryController(directory))
                .check(task)
                .changes()
                .get(0);
        Report report = tester.run(task);

        var again = LocalShell.plain().perform(planned.steps().get(0));

        assertThat(again.failure()).contains("the device is no longer blank");
    }

    @Test
    void a_missing_device_fails_with_its_name() {
        Report report = tester.run(task(
                new FilesystemModule(),
                new FilesystemModule.Parameters(
                        "/dev/nosuch/volume",
                        FileSystemType.EXT4,
                        null,
                        false,
                        false,
                        FilesystemModule.State.PRESENT)));

        assertThat(report.message()).contains("no such device: /dev/nosuch/volume");
    }

    @Test
    void options_say_the_label() {
        assertThat(FileSystemType.XFS.label(List.of("-f", "-L", "data"))).isEqualTo("data");
        assertThat(FileSystemType.VFAT.label(List.of("-nEFI"))).isEqualTo("EFI");
        assertThat(FileSystemType.EXT4.label(List.of("-m", "0"))).isEmpty();
    }

    private void resize(long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(size);
        }
    }

    private ModuleTester.Task<?> filesystem(FileSystemType type, String options, boolean grow, boolean force) {
        return task(
                new FilesystemModule(),
                new FilesystemModule.Parameters(
                        image.toString(), type, options, grow, force, FilesystemModule.State.PRESENT));
    }
}
