package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path directory;

    @Test
    void aFileIsReadUpToItsBound() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "12345");

        assertThat(WholeFile.regular(file, 5)).asString().isEqualTo("12345");
        assertThatThrownBy(() -> WholeFile.regular(file, 4))
                .isInstanceOf(WholeFile.TooLargeException.class)
                .hasMessageContaining("is larger than");
    }

    @Test
    void aDeviceWithoutAnEndIsNotRead() {
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless), "needs /dev/zero");

        assertThatThrownBy(() -> WholeFile.regular(endless, 1 << 20))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is not a regular file");
        assertThatThrownBy(() -> WholeFile.bytes(endless, 1 << 20)).isInstanceOf(WholeFile.TooLargeException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreNamed() {
        assertThatThrownBy(() -> WholeFile.text(Path.of("f"), new byte[] {'a', (byte) 0xff}))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is not UTF-8: byte 0xff at offset 1");
    }

    @Test
    void aNameThatNoFileCanHaveNamesNone() {
        assertThat(FileNames.in(directory, "a\0b")).doesNotExist().hasParentRaw(directory);
        assertThat(FileNames.in(directory, "sub/é")).isEqualTo(directory.resolve("sub/é"));
    }
}
