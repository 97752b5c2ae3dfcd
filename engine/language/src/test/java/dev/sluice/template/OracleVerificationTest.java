package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded answers are still those of ansible-core, where it is installed. */
class OracleVerificationTest {

    @ParameterizedTest
    @ValueSource(strings = {"expressions", "templates"})
    void recordedAnswersAreThoseOfAnsible(String which) throws IOException, InterruptedException {
        // given
        String python = List.of("/usr/bin/python3", "python3").stream()
                .filter(OracleVerificationTest::hasAnsible)
                .findFirst()
                .orElse("");
        assumeTrue(!python.isEmpty(), "ansible-core 2.14 with netaddr and passlib is not installed");

        // when
        Process process = new ProcessBuilder(
                        python, "-B", Oracle.directory().resolve("oracle.py").toString(), "verify", which)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String differences = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(process.waitFor()).as(differences).isZero();
    }

    private static boolean hasAnsible(String python) {
        String program = "import ansible, netaddr, passlib; assert ansible.__version__.startswith('2.14.')";
        try {
            return new ProcessBuilder(python, "-c", program)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
