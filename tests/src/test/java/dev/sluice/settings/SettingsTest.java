package dev.sluice.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.cli.SluiceProcess;
import dev.sluice.testing.HttpTranscript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Facts, steps, effects and verification do not depend on a shell: the same engine with requests instead. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SettingsTest {
    private static final String TWICE = """
            - hosts: server
              gather_facts: false
              tasks:
                - setting: { name: colour, value: blue }
                - setting: { name: colour, value: blue }
            """;

    private static final String AWAITED = """
            - hosts: server
              gather_facts: false
              tasks:
                - setting_awaited: { name: colour, value: blue, limit: 30 }
                - setting: { name: colour, value: blue }
            """;

    @TempDir
    Path directory;

    @Test
    void aCheckAsksOnceAndChangesNothing() throws Exception {
        assertThat(run("check.http", TWICE, "check")).contains("1 to change");
    }

    @Test
    void anApplyChangesAndVerifies() throws Exception {
        assertThat(run("apply.http", TWICE, "apply", "--yes"))
                .contains("1 changed")
                .doesNotContain("failed");
    }

    @Test
    void whatAStepCameToIsReportedAndRegisteredInItsOwnTerms() throws Exception {
        String report = run("apply.http", """
                - hosts: server
                  gather_facts: false
                  tasks:
                    - setting: { name: colour, value: blue }
                      register: stored
                    - assert: { that: stored.revision == 7 }
                """, "apply", "--yes", "--output", "json");

        JsonNode task = new JsonMapper()
                .readTree(report)
                .path("phases")
                .path(0)
                .path("tasks")
                .path(0)
                .path("results")
                .path("server");
        JsonNode step = task.path("steps").path(0);
        assertThat(step.path("summary").asText()).isEqualTo("status 200");
        assertThat(step.path("result").path("revision").asInt()).isEqualTo(7);
        assertThat(task.path("registered").path("revision").asInt()).isEqualTo(7);
        assertThat(report).contains("succeeded");
    }

    @Test
    void aRefusalFailsTheTaskWithItsReason() throws Exception {
        assertThat(run("refused.http", TWICE, "apply", "--yes")).contains("status 403: read-only");
    }

    @Test
    void aServerThatDoesNotKeepWhatItPromisesIsNoticed() throws Exception {
        assertThat(run("lying.http", TWICE, "apply", "--yes")).contains("did not converge");
    }

    @Test
    void aCheckPredictsThatWhatIsWaitedForHolds() throws Exception {
        assertThat(run("await-check.http", AWAITED, "check"))
                .contains("colour: to be blue")
                .contains("No changes")
                .doesNotContain("undecided");
    }

    @Test
    void anApplyAsksUntilTheConditionIsMetAndVerifiesIt() throws Exception {
        assertThat(run("await-apply.http", AWAITED, "apply", "--yes"))
                .contains("No changes")
                .doesNotContain("failed")
                .doesNotContain("did not come true");
    }

    @Test
    void aWaitThatTakesTooLongSaysWhatItSawAndIsNoWrongPrediction() throws Exception {
        assertThat(run("await-late.http", AWAITED.replace("30", "0"), "apply", "--yes"))
                .contains("timed out after 0 s waiting for the setting colour to be blue; last seen: red")
                .doesNotContain("did not come true");
    }

    @Test
    void aSandboxSimulatesThatTheConditionIsMet() throws Exception {
        Files.writeString(directory.resolve("site.yml"), AWAITED);
        Files.writeString(directory.resolve("hosts"), """
                server ansible_connection=sandbox sandbox_facts=facts.json sandbox_state=state.json
                """);
        Files.writeString(directory.resolve("facts.json"), """
                { "format": "sluice-facts", "version": 1, "targets": { "server": { "login": "api", "facts": [
                  { "fact": "SettingAt", "key": { "name": "colour" }, "user": "api",
                    "read": "2026-11-20T13:01:15Z", "known": "red" } ] } } }
                """);

        assertThat(simulate()).contains("colour: to be blue").contains("No changes");
        assertThat(Files.readString(directory.resolve("state.json"))).contains("blue");
        assertThat(simulate()).doesNotContain("colour: to be blue").contains("No changes");
    }

    private String simulate() throws Exception {
        try (SluiceProcess sluice =
                SluiceProcess.startWith(SettingsFamily.class, directory, "apply", "--yes", "-i", "hosts", "site.yml")) {
            return sluice.awaitEnd();
        }
    }

    @Test
    void aModuleThatNeedsAShellIsRefusedBeforeAnythingIsRequested() throws Exception {
        assertThat(run("nothing.http", """
                - hosts: server
                  gather_facts: false
                  tasks:
                    - setting: { name: colour, value: blue }
                    - copy: { dest: /etc/motd, content: hello }
                """, "check"))
                .contains("'copy' cannot act on 'server'")
                .contains("site.yml:5:");
    }

    private String run(String transcript, String runbook, String... command) throws Exception {
        try (HttpTranscript server = HttpTranscript.play(Path.of("src/test/resources/settings", transcript))) {
            Files.writeString(directory.resolve("site.yml"), runbook);
            Files.writeString(
                    directory.resolve("hosts"),
                    "server ansible_connection=settings ansible_settings_url=" + server.uri() + "\n");
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of("-i", "hosts", "site.yml"));
            try (SluiceProcess sluice =
                    SluiceProcess.startWith(SettingsFamily.class, directory, arguments.toArray(String[]::new))) {
                String said = sluice.awaitEnd();
                server.assertPlayed();
                return said;
            }
        }
    }
}
