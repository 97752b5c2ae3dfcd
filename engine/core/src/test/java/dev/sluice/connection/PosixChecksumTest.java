package dev.sluice.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosixChecksumTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 65_536, 100_003})
    void isWhatCksumPrints(int size) throws Exception {
        byte[] content = new byte[size];
        new java.util.Random(size).nextBytes(content);
        Process process = new ProcessBuilder("cksum").start();
        try (var input = process.getOutputStream()) {
            input.write(content);
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(PosixChecksum.of(Bytes.of(content))).isEqualTo(Long.parseLong(printed.split(" ")[0]));
    }
}
