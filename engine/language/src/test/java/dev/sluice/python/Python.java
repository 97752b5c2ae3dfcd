package dev.sluice.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real Python, which is asked what it makes of the same examples. */
public final class Python {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Python() {}

    /**
     * What a program prints as JSON for the examples, which it reads as JSON from its input. Skips the test where there is no
     * {@code python3}.
     */
    public static JsonNode answers(String program, Object examples) throws IOException, InterruptedException {
        assumeTrue(
                runs("import sys; sys.exit(sys.version_info < (3, 11))"), "python3 (3.11 or later) is not installed");
        Process process = new ProcessBuilder("python3", "-W", "ignore", "-c", program)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().write(JSON.writeValueAsBytes(examples));
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return JSON.readTree(printed);
    }

    /** A value as a JSON tree, to be compared with an answer. */
    public static JsonNode json(Object value) throws IOException {
        return JSON.readTree(JSON.writeValueAsBytes(value));
    }

    private static boolean runs(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of("python3", "-c", program)).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
