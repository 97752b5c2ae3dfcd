package dev.sluice.task;

import dev.sluice.bind.Arguments;
import dev.sluice.bind.ParameterModel;
import dev.sluice.runbook.Task;
import dev.sluice.source.Diagnostics;
import dev.sluice.variables.EvaluationFailure;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** What tasks give to their modules as written: read once for each task, however many hosts it is run on. Thread-safe. */
final class TaskArguments {
    /** Files that are included while running may bring any number of tasks. */
    private static final int MOST_KEPT = 50_000;

    private final Map<Task, Arguments> read = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * The arguments of a task.
     *
     * @throws EvaluationFailure if they do not fit the module; a validated task's do
     */
    Arguments of(Task task, ParameterModel<?> model) {
        Arguments known = read.get(task);
        if (known == null) {
            known = read(task, model);
            if (read.size() < MOST_KEPT) {
                read.put(task, known);
            }
        }
        return known;
    }

    private static Arguments read(Task task, ParameterModel<?> model) {
        Diagnostics diagnostics = new Diagnostics();
        Arguments arguments = Arguments.read(model, task.module(), task.moduleSpan(), task.arguments(), diagnostics);
        diagnostics.entries().stream().findFirst().ifPresent(problem -> {
            throw new EvaluationFailure(problem.message(), problem.hint(), problem.span());
        });
        return arguments;
    }
}
