package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What Ansible's own YAML loader makes of scalars without quotes, beside what Sluice does. */
class PlainScalarsBesideAnsibleTest {
    private static final List<String> SAME = List.of(
            "null",
            "~",
            "Null",
            "true",
            "True",
            "TRUE",
            "false",
            "0",
            "12",
            "-3",
            "+7",
            "0644",
            "-0644",
            "0x1F",
            "0b101",
            "08",
            "09",
            "00",
            "1.5",
            "1.",
            ".5",
            "-1.5",
            "1.5e+3",
            "1.5e-3",
            "1e3",
            "12e4567",
            "1.2.3",
            "10.0.10.1",
            "abc",
            "a b",
            "1a",
            "y",
            "n",
            "2001",
            "v1.0",
            "9223372036854775808",
            "'5'",
            "\"yes\"",
            "-a",
            "a:b",
            "a#b");
    private static final List<String> DIFFERENT =
            List.of("yes", "no", "on", "off", "Yes", "0o644", "1:30", "22:22", "1_000", "2001-12-14", "1.5e3", "0x_1F");
    private static final String ORACLE = """
            import json, sys
            from ansible.parsing.yaml.loader import AnsibleLoader
            print(json.dumps([AnsibleLoader('k: ' + text).get_single_data()['k'] for text in json.load(sys.stdin)], default=str))
            """;
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path ANSIBLE = Path.of("/usr/lib/python3/dist-packages/ansible");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void mostScalarsMeanTheSame() throws Exception {
        assertThat(sluice(SAME)).isEqualTo(ansible(SAME));
    }

    @Test
    void theDocumentedOnesAreTextsHereAndSomethingElseThere() throws Exception {
        Map<String, JsonNode> here = sluice(DIFFERENT);
        Map<String, JsonNode> there = ansible(DIFFERENT);

        assertThat(DIFFERENT).noneMatch(text -> here.get(text).equals(there.get(text)) && !text.equals("2001-12-14"));
        assertThat(here.get("yes").asText()).isEqualTo("yes");
        assertThat(here.get("0o644").asInt()).isEqualTo(420);
        assertThat(there.get("0o644").asText()).isEqualTo("0o644");
        assertThat(here.get("1:30").asText()).isEqualTo("1:30");
        assertThat(there.get("1:30").asInt()).isEqualTo(90);
        assertThat(here.get("1_000").asText()).isEqualTo("1_000");
        assertThat(there.get("1_000").asInt()).isEqualTo(1000);
    }

    private static Map<String, JsonNode> sluice(List<String> texts) throws IOException {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (String text : texts) {
            Diagnostics diagnostics = new Diagnostics();
            Node node = YamlReader.document(new SourceFile(text, "k: " + text), diagnostics)
                    .orElseThrow();
            assertThat(diagnostics.entries()).isEmpty();
            Object value = ((Map<?, ?>) Values.of(node)).get("k");
            values.put(text, JSON.readTree(JSON.writeValueAsString(value)));
        }
        return values;
    }

    private static Map<String, JsonNode> ansible(List<String> texts) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON) && Files.isDirectory(ANSIBLE), "Debian's ansible-core is not installed");
        Process process = new ProcessBuilder(PYTHON.toString(), "-c", ORACLE)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(JSON.writeValueAsString(texts));
        }
        JsonNode answered = JSON.readTree(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (int index = 0; index < texts.size(); index++) {
            values.put(texts.get(index), answered.get(index));
        }
        return values;
    }
}
