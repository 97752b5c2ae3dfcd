package dev.sluice.validate;

import dev.sluice.bind.Arguments;
import dev.sluice.bind.ParameterModel;
import dev.sluice.bind.ParameterType;
import dev.sluice.family.ModuleRegistry;
import dev.sluice.runbook.ControlTasks;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.spi.Module;
import dev.sluice.spi.Suggestions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks one task: its module, its parameters, and the templates and conditions in it. */
final class TaskCheck {
    private static final Set<String> META = Set.of(
            "noop",
            "flush_handlers",
            "end_play",
            "end_batch",
            "end_host",
            "clear_facts",
            "clear_host_errors",
            "refresh_inventory",
            "reset_connection");
    private static final Set<Keyword> AFTERWARDS = Set.of(Keyword.CHANGED_WHEN, Keyword.FAILED_WHEN, Keyword.UNTIL);
    private static final Set<Keyword> NOT_RENDERED = Set.of(
            Keyword.VARS,
            Keyword.ARGS,
            Keyword.ACTION,
            Keyword.LOCAL_ACTION,
            Keyword.LOOP_CONTROL,
            Keyword.MODULE_DEFAULTS);

    private final ModuleRegistry registry;
    private final TemplateCheck templates;
    private final CommandKeywordCheck commands;
    private final Diagnostics diagnostics;

    TaskCheck(ModuleRegistry registry, TemplateCheck templates, Diagnostics diagnostics) {
        this.registry = registry;
        this.templates = templates;
        this.commands = new CommandKeywordCheck(diagnostics);
        this.diagnostics = diagnostics;
    }

    void check(Task task) {
        Set<String> own = KnownNames.of(task);
        keywords(task, own);
        if (ControlTasks.isControlName(task.module())) {
            Keyword.OF_COMMANDS.forEach(keyword -> commands.refuse(task, keyword));
            control(task, own);
            return;
        }
        Optional<Module<?>> module = registry.find(task.module());
        if (module.isEmpty()) {
            unknownModule(task);
        } else {
            parameters(task, module.get(), own);
        }
    }

    private void unknownModule(Task task) {
        String near = registry.didYouMean(task.module());
        String keyword = Suggestions.didYouMean(task.module(), Keyword.words(Keyword.Level.TASK));
        diagnostics.error(
                task.moduleSpan(),
                "unknown module '" + task.module() + "'",
                !near.isEmpty() ? near : !keyword.isEmpty() ? keyword : "'sluice doc' lists the modules");
    }

    private void control(Task task, Set<String> own) {
        Node arguments = task.arguments();
        if (ControlTasks.name(task).equals("meta")
                && arguments instanceof Node.Scalar what
                && !META.contains(what.text().strip())) {
            diagnostics.error(
                    what.span(), "unknown 'meta: " + what.text() + "'", Suggestions.didYouMean(what.text(), META));
        } else if (List.of("add_host", "group_by").contains(ControlTasks.name(task))) {
            diagnostics.error(
                    task.moduleSpan(),
                    "'" + task.module() + "' is not supported yet",
                    "list the hosts and groups in the inventory");
        } else if (arguments != null) {
            controlParameters(task, arguments);
            templates.templates(arguments, own);
        }
    }

    private void controlParameters(Task task, Node arguments) {
        Set<String> known = ControlTasks.parameters(task);
        if (!known.isEmpty() && arguments instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                String name = entry.key().text();
                if (!known.contains(name)) {
                    diagnostics.error(
                            entry.key().span(),
                            "'" + task.module() + "' has no parameter '" + name + "'",
                            Suggestions.didYouMean(name, known));
                }
            }
        }
    }

    private void keywords(Task task, Set<String> own) {
        loop(task);
        task.keywords().entries().forEach((keyword, entry) -> {
            if (keyword.form() == Keyword.Form.CONDITION) {
                templates.expressions(entry.value(), own);
            } else if (!NOT_RENDERED.contains(keyword) && !AFTERWARDS.contains(keyword)) {
                templates.templates(entry.value(), own);
            } else if (keyword == Keyword.VARS) {
                templates.syntax(entry.value());
            }
        });
        task.enclosing().forEach(outer -> outer.get(Keyword.WHEN).ifPresent(node -> templates.expressions(node, own)));
    }

    /** The lookup of a {@code with_NAME} loop. */
    private void loop(Task task) {
        String lookup = task.keywords().loopLookup();
        String name = lookup.substring(lookup.lastIndexOf('.') + 1);
        if (!lookup.isEmpty() && !templates.lookupNames().contains(name)) {
            String near = Suggestions.didYouMean(name, templates.lookupNames());
            diagnostics.error(
                    task.keywords().span(Keyword.LOOP).orElse(task.span()),
                    "unknown lookup '" + lookup + "' for 'with_" + lookup + "'",
                    near.isEmpty() ? "use 'loop' with a list" : near);
        }
    }

    private void parameters(Task task, Module<?> module, Set<String> own) {
        ParameterModel<?> model = ParameterModel.of(module.parameters());
        commands.check(task, model);
        int before = diagnostics.entries().size();
        Arguments arguments = Arguments.read(model, task.module(), task.moduleSpan(), task.arguments(), diagnostics);
        boolean hasDefaults = task.scope().stream().anyMatch(keywords -> keywords.has(Keyword.MODULE_DEFAULTS));
        if (diagnostics.entries().size() == before && !hasDefaults) {
            arguments.checkTogether(model, diagnostics);
        }
        Set<String> names = new LinkedHashSet<>(own);
        for (Arguments.Argument argument : arguments.given()) {
            if (isExpression(argument.parameter().type())) {
                boolean mayBeUndefined = argument.parameter().type() instanceof ParameterType.Expression;
                if (!mayBeUndefined) {
                    templates.expressions(argument.value(), names);
                }
            } else {
                templates.templates(argument.value(), names);
            }
        }
    }

    private static boolean isExpression(ParameterType type) {
        return type instanceof ParameterType.Expression
                || type instanceof ParameterType.ListOf list && list.item() instanceof ParameterType.Expression;
    }
}
