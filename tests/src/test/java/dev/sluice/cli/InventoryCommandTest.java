package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice inventory} says what {@code ansible-inventory} says, but no secret. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InventoryCommandTest {
    @TempDir
    Path directory;

    @BeforeEach
    void anInventory() throws IOException {
        Files.writeString(directory.resolve("hosts.ini"), """
                lone
                [web]
                one size=1 list="[1, 2]"
                two
                [db]
                three
                [prod:children]
                web
                db
                [web:vars]
                colour=blue
                """);
    }

    @Test
    void theListIsAnsibles() throws Exception {
        assertThat(json(sluice("--list"))).isEqualTo(json(ansible("--list")));
    }

    @Test
    void theGraphIsAnsibles() throws Exception {
        assertThat(sluice("--graph")).isEqualTo(ansible("--graph")).contains("  |  |--@web:\n  |  |  |--one\n");
    }

    @Test
    void theVariablesOfAHostAreAnsibles() throws Exception {
        assertThat(json(sluice("--host", "one"))).isEqualTo(json(ansible("--host", "one")));
    }

    @Test
    void aSecretIsNotShown() throws Exception {
        Files.writeString(
                directory.resolve("hosts.ini"),
                "one db_password=geheim login=\"{'token': 'geheim'}\" api_token=\"{{ vault_token }}\"\n");

        assertThat(sluice("--host", "one"))
                .contains("\"db_password\" : \"********\"")
                .contains("\"token\" : \"********\"")
                .contains("{{ vault_token }}")
                .doesNotContain("geheim");
    }

    @Test
    void aHostThatIsNotThereIsAnErrorWithAProposal() throws Exception {
        assertThat(sluice("--host", "thre")).contains("unknown host 'thre'").contains("did you mean 'three'");
    }

    private String sluice(String... view) throws Exception {
        String[] arguments = new String[view.length + 3];
        arguments[0] = "inventory";
        arguments[1] = "-i";
        arguments[2] = "hosts.ini";
        System.arraycopy(view, 0, arguments, 3, view.length);
        try (SluiceProcess sluice = SluiceProcess.start(directory, arguments)) {
            return sluice.awaitEnd();
        }
    }

    private String ansible(String... view) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ansible-inventory")));
        String[] command = new String[view.length + 3];
        command[0] = "/usr/bin/ansible-inventory";
        command[1] = "-i";
        command[2] = "hosts.ini";
        System.arraycopy(view, 0, command, 3, view.length);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
