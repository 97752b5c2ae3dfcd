package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Playbooks come to the same with Sluice as with ansible-core: the same tasks run, with the same result and values. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlaybookOracleTest {
    @TempDir
    Path directory;

    static Stream<PlaybookCase> cases() {
        return PlaybookCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sluiceDoesWhatIsRecorded(PlaybookCase playbook) throws Exception {
        playbook.writeTo(directory);
        List<String> arguments = new ArrayList<>(List.of("apply", "--yes", "--output", "jsonl"));
        arguments.addAll(playbook.arguments());

        try (SluiceProcess sluice = SluiceProcess.start(directory, arguments.toArray(String[]::new))) {
            String said = sluice.awaitEnd();

            assertThat(PlaybookOutcome.ofSluice(events(said), sluice.exitCode()))
                    .as(said)
                    .isEqualTo(playbook.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRecordedIsWhatAnsibleDoes(PlaybookCase playbook) throws Exception {
        assumeTrue(hasAnsible(), "ansible-core 2.14 is not installed");
        playbook.writeTo(directory);
        List<String> command = new ArrayList<>(List.of("ansible-playbook"));
        command.addAll(playbook.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("ANSIBLE_STDOUT_CALLBACK", "json");

        Process ansible = builder.start();
        String said = new String(ansible.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(PlaybookOutcome.ofAnsible(json(said), ansible.waitFor()))
                .as(said)
                .isEqualTo(playbook.expected());
    }

    private static List<JsonNode> events(String said) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : said.lines().filter(each -> each.startsWith("{")).toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }

    private static JsonNode json(String said) throws IOException {
        int start = said.indexOf("{\n");
        assertThat(start).as(said).isNotNegative();
        return new ObjectMapper().readTree(said.substring(start));
    }

    private static boolean hasAnsible() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("ansible-playbook", "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.waitFor() == 0 && said.contains("core 2.14.");
        } catch (IOException none) {
            return false;
        }
    }
}
