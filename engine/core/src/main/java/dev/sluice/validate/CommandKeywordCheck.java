package dev.sluice.validate;

import dev.sluice.bind.ParameterModel;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Task;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import java.util.List;

/** Checks what a task says beforehand about its command. */
final class CommandKeywordCheck {
    private final Diagnostics diagnostics;

    CommandKeywordCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** For a task whose module has these parameters. */
    void check(Task task, ParameterModel<?> model) {
        for (Keyword keyword : Keyword.OF_COMMANDS) {
            if (model.find(keyword.word()).isEmpty()) {
                refuse(task, keyword);
            } else if (keyword == Keyword.READS) {
                task.keywords().get(keyword).ifPresent(paths -> reads(task.keywords(), paths));
            }
        }
    }

    /** For a task that is no module's. */
    void refuse(Task task, Keyword keyword) {
        task.keywords()
                .span(keyword)
                .ifPresent(span -> diagnostics.error(
                        span,
                        "'" + keyword.word() + "' does not go with '" + task.module() + "'",
                        "it says something about a command: of command, shell, script or raw"));
    }

    private void reads(Keywords keywords, Node paths) {
        if (!keywords.has(Keyword.READ_ONLY)) {
            diagnostics.error(
                    paths.span(),
                    "'reads' needs 'read_only: true'",
                    "a command that may alter something is run in its turn, whatever it reads; say what it alters with"
                            + " 'touches'");
        }
        for (Node item : paths instanceof Node.Sequence sequence ? sequence.items() : List.of(paths)) {
            if (item instanceof Node.Scalar scalar) {
                absolute(scalar);
            }
        }
    }

    /** Of a template nothing is known yet; the module refuses what it comes to. */
    private void absolute(Node.Scalar path) {
        if (!path.text().startsWith("/") && !path.text().contains("{{")) {
            diagnostics.error(
                    path.span(),
                    "'reads' takes absolute paths, not '" + path.text() + "'",
                    "write the path in full, from '/' on");
        }
    }
}
