package dev.sluice.modules.system.accounts;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetentModuleTest {
    private ModuleTester tester;

    @BeforeEach
    void start(@TempDir Path directory) {
        assumeTrue(LocalShell.plain().run("command -v getent").succeeded(), "needs getent");
        tester = ModuleTester.local(new DirectoryController(directory));
    }

    @Test
    void an_entry_is_registered_as_a_list_of_fields() {
        var report = tester.runTwice(getent("group", "root", true));

        assertThat(report.values())
                .containsEntry("ansible_facts", Map.of("getent_group", Map.of("root", List.of("x", "0", ""))));
    }

    @Test
    void a_missing_entry_fails_unless_that_is_fine() {
        assertThat(tester.run(getent("passwd", "nosuchuser", true)).message()).contains("has no entry nosuchuser");
        assertThat(tester.run(getent("passwd", "nosuchuser", false)).status()).isEqualTo("ok");
    }

    private static ModuleTester.Task<?> getent(String database, String key, boolean fails) {
        return task(new GetentModule(), new GetentModule.Parameters(database, key, null, fails));
    }
}
