package dev.sluice.testing;

import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tasks with bound parameters, as a runbook that names a module for each.
 *
 * @param held the modules themselves, in order
 * @param modules what the runbook names, in order
 */
record TaskSequence(List<HeldModule<?>> held, List<Module<?>> modules) {
    static TaskSequence of(List<ModuleTester.Task<?>> tasks) {
        TaskSequence sequence = new TaskSequence(new ArrayList<>(), new ArrayList<>());
        tasks.forEach(sequence::add);
        return sequence;
    }

    private <P extends Record> void add(ModuleTester.Task<P> task) {
        HeldModule<P> module = new HeldModule<>(task.module());
        held.add(module);
        modules.add(task.as("task_" + held.size(), module));
    }

    /** The tasks of the runbook. */
    List<Map<String, Object>> entries() {
        return modules.stream()
                .map(module -> Map.<String, Object>of(module.name(), Map.of(), "ignore_errors", true))
                .toList();
    }

    /**
     * What the last task planned.
     *
     * @throws RuntimeException what its plan threw
     */
    Plan lastPlan() {
        return held.get(held.size() - 1).planned();
    }

    /** All that is secret among the parameters. */
    Set<String> secrets() {
        return held.stream().flatMap(each -> each.secretsGiven().stream()).collect(Collectors.toSet());
    }

    /** Values of a task that are secret. */
    Map<String, Object> secretValues(int index) {
        return held.get(index).secretValues();
    }
}
