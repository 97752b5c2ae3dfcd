package dev.sluice.modules.system.files;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.python.JsonText;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Output;
import dev.sluice.testing.LocalShell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries out tasks with ansible-playbook on this machine, all in one playbook. */
public final class Ansible {
    private Ansible() {}

    /**
     * What each task returned, in order. Skips the test where there is no ansible-playbook.
     *
     * @param tasks each a module and its parameters
     */
    public static List<JsonNode> run(Path directory, List<Map<String, Object>> tasks) {
        assumeTrue(
                LocalShell.plain().run("command -v ansible-playbook").succeeded(),
                "ansible-playbook is not installed; it is compared against");
        List<Object> list = new ArrayList<>();
        for (Map<String, Object> task : tasks) {
            Map<String, Object> quiet = new LinkedHashMap<>(task);
            quiet.put("ignore_errors", true);
            list.add(quiet);
        }
        Map<String, Object> play = new LinkedHashMap<>();
        play.put("hosts", "localhost");
        play.put("connection", "local");
        play.put("gather_facts", false);
        play.put("tasks", list);
        try {
            Path playbook = Files.writeString(
                    directory.resolve("compared.yml"), JsonText.of(List.of(play), JsonText.Layout.LINE));
            Output output = LocalShell.plain()
                    .run(
                            "ansible-playbook -i localhost, " + playbook,
                            Bytes.EMPTY,
                            Map.of(
                                    "ANSIBLE_STDOUT_CALLBACK",
                                    "json",
                                    "ANSIBLE_LOCALHOST_WARNING",
                                    "False",
                                    "LC_ALL",
                                    "C.UTF-8"),
                            null);
            JsonNode json = new ObjectMapper().readTree(output.stdout().toArray());
            List<JsonNode> results = new ArrayList<>();
            json.get("plays")
                    .get(0)
                    .get("tasks")
                    .forEach(each -> results.add(each.get("hosts").get("localhost")));
            return results;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
