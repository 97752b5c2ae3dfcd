package dev.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sluice.source.Diagnostic;
import dev.sluice.source.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every example inventory is understood as {@code ansible-inventory --list} understands it. Its result is kept in
 * {@code expected.json}; {@code -Dgolden.update=true} rewrites it.
 */
class InventoryFixturesTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @TestFactory
    Stream<DynamicTest> theInventoryIsWhatAnsibleMakesOfIt() throws IOException {
        return Fixture.all().stream().map(fixture -> DynamicTest.dynamicTest(name(fixture), () -> compare(fixture)));
    }

    @TestFactory
    Stream<DynamicTest> ansibleStillMakesTheSameOfIt() throws IOException {
        return Fixture.all().stream()
                .map(fixture -> DynamicTest.dynamicTest(name(fixture), () -> {
                    assumeTrue(Fixture.has("ansible-inventory"), "ansible-inventory is not installed");
                    assertThat(ansible(fixture)).isEqualTo(expected(fixture));
                }));
    }

    private static String name(Fixture fixture) {
        return fixture.directory().getFileName().toString();
    }

    private static JsonNode ansible(Fixture fixture) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ansible-inventory", "--list"));
        command.addAll(fixture.arguments());
        JsonNode listed = JSON.readTree(fixture.run(command, null));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(fixture.directory().resolve("expected.json"), JSON.writeValueAsString(listed) + "\n");
        }
        return listed;
    }

    private static JsonNode expected(Fixture fixture) throws IOException {
        Path golden = fixture.directory().resolve("expected.json");
        return JSON.readTree(Files.readString(golden));
    }

    private static void compare(Fixture fixture) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        Inventory inventory = fixture.load(diagnostics);
        assertThat(diagnostics.entries()).noneMatch(entry -> entry.severity() == Diagnostic.Severity.ERROR);
        JsonNode expected = expected(fixture);

        Map<String, Object> hostvars = new LinkedHashMap<>();
        for (String host : inventory.hosts()) {
            Map<String, Object> values = new TreeMap<>();
            inventory.merged(host).forEach((name, variable) -> values.put(name, variable.value()));
            if (!values.isEmpty()) {
                hostvars.put(host, values);
            }
        }
        assertThat(json(hostvars)).isEqualTo(expected.get("_meta").get("hostvars"));
        for (Group group : inventory.groups().values()) {
            JsonNode listed = expected.path(group.name());
            // ansible-inventory does not list the hosts that are directly in 'all'.
            boolean listsHosts = !group.name().equals(Group.ALL);
            assertThat(listsHosts ? group.hosts() : List.of()).as(group.name()).isEqualTo(texts(listed.path("hosts")));
            assertThat(group.children().stream().filter(child -> expected.has(child)))
                    .as(group.name())
                    .containsExactlyInAnyOrderElementsOf(texts(listed.path("children")).stream()
                            .filter(expected::has)
                            .toList());
        }
    }

    private static JsonNode json(Object value) throws IOException {
        return JSON.readTree(JSON.writeValueAsString(value));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
