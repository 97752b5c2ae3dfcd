package dev.sluice.run;

import dev.sluice.journal.Explanation;
import dev.sluice.runbook.Phase;
import dev.sluice.source.FileNames;
import dev.sluice.source.Node;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.state.HostState;
import dev.sluice.state.PhaseContext;
import dev.sluice.state.RunContext;
import dev.sluice.state.ScopeFactory;
import dev.sluice.task.TaskFacts;
import dev.sluice.variables.EvaluationFailure;
import dev.sluice.variables.VariableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads the {@code vars_files} of a phase for each host: their names may be templates. */
final class VarsFiles {
    private final RunContext run;
    private final PhaseContext context;
    private final Phase phase;
    private final ScopeFactory scopes;
    private final VariableFiles files;
    private final TaskFacts facts;
    private final HostLoss loss;

    VarsFiles(RunContext run, PhaseContext context, ScopeFactory scopes, TaskFacts facts) {
        this.run = run;
        this.context = context;
        this.phase = context.phase();
        this.scopes = scopes;
        this.files =
                new VariableFiles(run.setup().workingDirectory(), run.setup().renderer());
        this.facts = facts;
        this.loss = new HostLoss(run, phase, "vars_files");
    }

    /** A host whose files cannot be loaded is lost. */
    void load(HostState host) {
        List<Map<String, @Nullable Object>> loaded = new ArrayList<>();
        for (Node node : phase.varsFiles()) {
            try {
                loaded.add(facts.settle(host, () -> load(node, host)));
            } catch (Failure unusable) {
                loss.of(host, node.span(), Explanation.of(unusable));
                return;
            } catch (UnknownAnswerException unknown) {
                String message = "which variables file to use depends on " + unknown.reason();
                loss.of(host, node.span(), Explanation.of(message));
                return;
            } catch (UnreachableException lost) {
                loss.unreachable(host, node.span(), lost);
                return;
            }
            context.varsFiles(host.name(), List.copyOf(loaded));
        }
    }

    /** The first of several alternatives that is there. */
    private Map<String, @Nullable Object> load(Node node, HostState host) {
        List<Node> alternatives = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
        List<String> missing = new ArrayList<>();
        for (Node each : alternatives) {
            Object value = run.setup().renderer().value(each, scopes.scope(host));
            if (value instanceof Unknown unknown) {
                throw new UnknownAnswerException(unknown.reason());
            }
            String name = String.valueOf(value);
            Path file = FileNames.in(phase.directory(), name);
            if (Files.exists(file)) {
                return files.load(file, each.span());
            }
            missing.add("'" + name + "'");
        }
        throw new EvaluationFailure(
                "no such variables file: " + String.join(" or ", missing),
                "it is looked for beside the runbook",
                node.span());
    }
}
