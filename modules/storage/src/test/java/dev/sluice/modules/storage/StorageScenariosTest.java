package dev.sluice.modules.storage;

import dev.sluice.testing.ModuleContract;
import dev.sluice.testing.Scenario;
import dev.sluice.testing.ScenarioRunner;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class StorageScenariosTest {
    private final StorageFamily family = new StorageFamily();

    @TestFactory
    Stream<DynamicTest> scenarios() {
        ScenarioRunner runner = new ScenarioRunner(family);
        return Scenario.in(Path.of("src/test/scenarios")).stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> runner.run(scenario)));
    }

    @Test
    void everyModuleKeepsTheContract() {
        ModuleContract.check(family);
    }
}
