package dev.sluice.modules.system.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.Output;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import dev.sluice.testing.LocalShell;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockDeviceTest {
    private static final LocalShell SHELL = LocalShell.plain();

    @TempDir
    Path directory;

    @Test
    void a_missing_device_is_absent() {
        assertThat(ask(BlockDevice.at("/dev/nosuch/volume"))).isEmpty();
    }

    @Test
    void an_image_is_blank_until_a_file_system_is_made() throws IOException {
        Path image = directory.resolve("disk image.raw");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(16 << 20);
        }
        assumeTrue(
                SHELL.run("PATH=$PATH:/sbin:/usr/sbin; command -v mkfs.ext4 && command -v blkid")
                        .succeeded(),
                "needs e2fsprogs");

        BlockDevice.Found blank = ask(BlockDevice.at(image.toString())).orElseThrow();
        SHELL.run("PATH=$PATH:/sbin:/usr/sbin; mkfs.ext4 -q -L data '" + image + "'");
        BlockDevice.Found made = ask(BlockDevice.at(image.toString())).orElseThrow();
        Optional<Long> size = ask(new FileSystemSize(DeviceName.of(image.toString()), "ext4"));

        assertThat(blank)
                .isEqualTo(new BlockDevice.Found(
                        "file",
                        Answer.of(image.toString()),
                        Answer.of(16L << 20),
                        Answer.of(Optional.empty()),
                        Answer.of(List.of()),
                        Answer.of(BlockDevice.Traces.none(Answer.of(0L)))));
        assertThat(made.signature().get()).hasValueSatisfying(signature -> {
            assertThat(signature.type()).isEqualTo("ext4");
            assertThat(signature.usage()).isEqualTo("filesystem");
            assertThat(signature.label()).isEqualTo("data");
            assertThat(signature.uuid().get()).hasSize(36);
        });
        assertThat(size).contains(16L << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1024, true",
        "1028, 1028, false",
        "1036, 1036, false",
        "1040, 1040, true",
        "10368, 10368, true",
        "10372, 10368, false",
        "10384, 10384, true"
    })
    void the_size_of_a_new_file_system_is_foretold_right_or_not_at_all(long room, long taken, boolean known)
            throws IOException {
        assumeTrue(SHELL.run("PATH=$PATH:/sbin:/usr/sbin; command -v mkfs.ext4").succeeded(), "needs e2fsprogs");
        Path image = directory.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(room << 20);
        }
        DeviceName device = DeviceName.of(image.toString());

        SHELL.run("PATH=$PATH:/sbin:/usr/sbin; mkfs.ext4 -q '" + image + "'");

        assertThat(ask(new FileSystemSize(device, "ext4"))).contains(taken << 20);
        assertThat(FileSystemSize.filling(device, "ext4", room << 20))
                .isEqualTo(known ? Answer.of(Optional.of(taken << 20)) : FileSystemSize.unknown(device));
    }

    @Test
    void a_disk_with_partitions_and_a_table_is_understood() {
        Output output = Output.of(0, """
                kind=block
                real=/dev/sdb
                size=1000204886016
                child=sdb2
                child=sdb1
                --
                DEVNAME=/dev/sdb
                PTUUID=9e1a
                PTTYPE=gpt
                blkid=0
                """, "");

        BlockDevice.Found found = BlockDevice.at("/dev/sdb").parse(output).orElseThrow();

        assertThat(found.children().get()).containsExactly("sdb1", "sdb2");
        assertThat(found.signature().get()).contains(new Signature("partitions", "gpt", "", Answer.of("9e1a")));
    }

    @Test
    void all_that_lies_on_a_device_is_found() throws IOException {
        Path image = directory.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((16 << 20) + 512);
            file.seek(300_000);
            file.write(1);
            file.seek(file.length() - 1);
            file.write(1);
        }

        assertThat(ask(BlockDevice.at(image.toString()))
                        .orElseThrow()
                        .traces()
                        .get()
                        .raw())
                .containsExactly("first MiB", "last MiB");

        assertThat(SHELL.run(Wiping.script(image.toString())).succeeded()).isTrue();
        assertThat(ask(BlockDevice.at(image.toString())).orElseThrow().traces().get())
                .isEqualTo(BlockDevice.Traces.none(Answer.of(0L)));
        assertThat(image.toFile().length()).isEqualTo((16 << 20) + 512);
    }

    @Test
    void a_physical_volume_tells_its_group_and_what_that_holds() {
        Output output = Output.of(0, """
                kind=block
                real=/dev/sdb
                size=1000204886016
                swap=yes
                --
                TYPE=LVM2_member
                USAGE=raid
                blkid=0
                also=LVM2_member
                also=gpt
                group=sas
                volume=nfs-data
                volume=immich
                """, "");

        assertThat(BlockDevice.at("/dev/sdb")
                        .parse(output)
                        .orElseThrow()
                        .traces()
                        .get())
                .isEqualTo(new BlockDevice.Traces(
                        List.of("gpt"), "sas", List.of("immich", "nfs-data"), true, List.of(), Answer.of(0L)));
    }

    @Test
    void what_cannot_be_read_is_never_taken_for_blank() {
        assertThatThrownBy(() -> BlockDevice.at("/dev/sda").parse(Output.of(0, "kind=unreadable\n", "")))
                .isInstanceOf(UnparsableOutputException.class)
                .hasMessageContaining("use become");
        assertThatThrownBy(() -> BlockDevice.at("/dev/sda")
                        .parse(Output.of(0, "kind=block\nreal=/dev/sda\nsize=1\nblkid=4\n", "")))
                .hasMessageContaining("blkid exited with 4");
    }

    private static <V> V ask(ShellFact<V> fact) {
        return fact.parse(SHELL.run(fact.script()));
    }
}
