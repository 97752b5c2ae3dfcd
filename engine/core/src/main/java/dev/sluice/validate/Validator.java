package dev.sluice.validate;

import dev.sluice.graph.Graph;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Task;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.spi.Suggestions;
import dev.sluice.spi.value.Interruption;
import dev.sluice.state.PhaseHosts;
import dev.sluice.state.Setup;
import dev.sluice.template.Templates;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds everything that can be found wrong with runbooks and inventory before anything connects. */
public final class Validator {
    private final Setup setup;
    private final Diagnostics diagnostics;

    public Validator(Setup setup, Diagnostics diagnostics) {
        this.setup = setup;
        this.diagnostics = diagnostics;
    }

    /** Adds all that is wrong to the diagnostics. */
    public void validate() {
        List<Phase> phases = setup.runbooks().stream()
                .flatMap(runbook -> runbook.phases().stream())
                .toList();
        needs(phases);
        limit(phases);
        List<TaskTree> trees = phases.stream()
                .map(phase -> TaskTree.of(phase, setup.workingDirectory(), diagnostics))
                .toList();
        KnownNames names = new KnownNames(setup, trees, diagnostics);
        TargetFit fit = new TargetFit(setup, diagnostics);
        for (TaskTree tree : trees) {
            fit.check(tree, hosts(tree.phase()));
            TemplateCheck templates =
                    new TemplateCheck(setup.renderer().templates(), names.of(tree), names.areComplete(), diagnostics);
            TaskCheck tasks = new TaskCheck(setup.registry(), templates, diagnostics);
            phaseVariables(tree.phase(), templates);
            tree.tasks().forEach(tasks::check);
            handlers(tree);
            taskNeeds(tree);
        }
    }

    private void phaseVariables(Phase phase, TemplateCheck templates) {
        phase.keywords().get(Keyword.VARS).ifPresent(node -> templates.syntax(node));
    }

    /** The hosts of a phase, as far as they are known before the run; a pattern that matches none is reported. */
    private List<String> hosts(Phase phase) {
        String pattern;
        try {
            pattern = new PhaseHosts(setup).pattern(phase);
        } catch (Interruption wrong) {
            diagnostics.error(
                    phase.hosts().span(),
                    "the hosts cannot be determined: " + wrong.getMessage(),
                    "the pattern is needed before the run: only extra variables (-e) and prompts are known");
            return List.of();
        }
        int before = diagnostics.entries().size();
        List<String> matched = setup.hosts().matching(pattern, phase.hosts().span(), diagnostics);
        if (matched.isEmpty()
                && diagnostics.entries().size() == before
                && !setup.hosts().isLimited()) {
            diagnostics.error(phase.hosts().span(), "'" + pattern + "' matches no host", "check the inventory (-i)");
        }
        return matched;
    }

    /** A phase without a host within the limit is skipped, as long as another one has any. */
    private void limit(List<Phase> phases) {
        PhaseHosts hosts = new PhaseHosts(setup);
        if (setup.hosts().isLimited() && !diagnostics.hasErrors()) {
            for (Phase phase : phases) {
                try {
                    if (!hosts.of(phase).isEmpty()) {
                        return;
                    }
                } catch (Interruption onlyKnownInTheRun) {
                    return;
                }
            }
            phases.stream()
                    .findFirst()
                    .ifPresent(phase -> diagnostics.error(
                            phase.hosts().span(),
                            "no phase has a host within the limit",
                            "check --limit and the inventory (-i)"));
        }
    }

    private void needs(List<Phase> phases) {
        List<String> ids = phases.stream().map(Phase::id).toList();
        boolean known = true;
        for (Phase phase : phases) {
            Optional<Node> node = phase.keywords().get(Keyword.NEEDS);
            for (String need : phase.needs()) {
                if (!ids.contains(need)) {
                    known = false;
                    diagnostics.error(
                            node.map(Node::span).orElse(phase.span()),
                            "unknown phase '" + need + "'",
                            Suggestions.didYouMean(need, ids));
                }
            }
        }
        if (known) {
            Graph<Phase> graph = PhaseGraph.of(phases);
            graph.cycle()
                    .ifPresent(circle -> diagnostics.error(
                            circle.get(0)
                                    .keywords()
                                    .span(Keyword.NEEDS)
                                    .orElse(circle.get(0).span()),
                            "dependency cycle between phases: "
                                    + String.join(
                                            " -> ",
                                            circle.stream().map(Phase::id).toList()) + " -> "
                                    + circle.get(0).id(),
                            "remove one of the 'needs'"));
        }
    }

    private void taskNeeds(TaskTree tree) {
        Set<String> earlier = new HashSet<>();
        for (Task task : tree.tasks()) {
            task.keywords().get(Keyword.NEEDS).ifPresent(node -> {
                for (Node.Scalar need : node.scalars()) {
                    if (!earlier.contains(need.text())) {
                        diagnostics.error(
                                need.span(),
                                "no earlier task of this phase has the id '" + need.text() + "'",
                                Suggestions.didYouMean(need.text(), earlier));
                    }
                }
            });
            task.keywords().text(Keyword.ID).ifPresent(id -> {
                if (!earlier.add(id)) {
                    diagnostics.error(
                            task.keywords().span(Keyword.ID).orElse(task.span()),
                            "the id '" + id + "' is used by an earlier task of this phase",
                            "ids are unique");
                }
            });
        }
    }

    private void handlers(TaskTree tree) {
        Set<String> known = new LinkedHashSet<>();
        boolean open = tree.isOpen();
        for (Task handler : tree.handlers()) {
            known.add(handler.title());
            open |= Templates.isTemplate(handler.title());
            handler.keywords()
                    .get(Keyword.LISTEN)
                    .ifPresent(node -> node.scalars().forEach(each -> known.add(each.text())));
        }
        for (Task task : tree.tasks()) {
            if (open) {
                return;
            }
            task.keywords().get(Keyword.NOTIFY).ifPresent(node -> {
                for (Node.Scalar name : node.scalars()) {
                    boolean inRole = known.stream().anyMatch(each -> name.text().endsWith(" : " + each));
                    if (!Templates.isTemplate(name.text()) && !known.contains(name.text()) && !inRole) {
                        diagnostics.error(
                                name.span(), "unknown handler '" + name.text() + "'", handlerHint(name.text(), known));
                    }
                }
            });
        }
    }

    private static String handlerHint(String name, Set<String> known) {
        String near = Suggestions.didYouMean(name, known);
        return near.isEmpty() ? "define it under 'handlers:', by its name or with 'listen: " + name + "'" : near;
    }
}
