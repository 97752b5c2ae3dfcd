package dev.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.source.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Patterns mean the hosts that Ansible finds, in its order. {@code patterns.txt} has lines of
 * {@code pattern <tab> limit <tab> hosts}; {@code -Dgolden.update=true} rewrites the hosts.
 */
class HostPatternFixturesTest {
    private static final Fixture FIXTURE = Fixture.named("yaml-tree");
    private static final Path GOLDEN = FIXTURE.directory().resolve("patterns.txt");
    private static final String ORACLE = """
            import sys
            from ansible.inventory.manager import InventoryManager
            from ansible.parsing.dataloader import DataLoader
            for line in sys.stdin:
                pattern, limit = line.rstrip('\\n').split('\\t')[:2]
                inventory = InventoryManager(loader=DataLoader(), sources=['hosts.yml'])
                inventory.subset(limit or None)
                print(pattern, limit, ' '.join(h.name for h in inventory.get_hosts(pattern)), sep='\\t')
            """;

    @TestFactory
    Stream<DynamicTest> aPatternMeansTheHostsThatAnsibleFinds() throws IOException {
        Inventory inventory = FIXTURE.load(new Diagnostics());
        return Files.readAllLines(GOLDEN).stream()
                .map(line -> line.split("\t", -1))
                .map(parts ->
                        DynamicTest.dynamicTest(parts[0] + " limited to " + parts[1], () -> compare(inventory, parts)));
    }

    private static void compare(Inventory inventory, String[] parts) {
        Diagnostics diagnostics = new Diagnostics();
        Limit limit = parts[1].isEmpty() ? null : inventory.limit(parts[1], FIXTURE.directory(), diagnostics);

        List<String> hosts = inventory.hosts(parts[0], limit, null, diagnostics);

        assertThat(String.join(" ", hosts)).isEqualTo(parts[2]);
        assertThat(diagnostics.entries()).isEmpty();
    }

    @Test
    void ansibleStillFindsTheSame() throws IOException, InterruptedException {
        assumeTrue(Fixture.has("ansible-inventory"), "ansible is not installed");

        String found = FIXTURE.run(List.of("/usr/bin/python3", "-c", ORACLE), Files.readString(GOLDEN));

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, found);
        }
        assertThat(found.lines().collect(Collectors.toList())).isEqualTo(Files.readAllLines(GOLDEN));
    }
}
