package dev.sluice.variables;

import dev.sluice.runbook.SourceReader;
import dev.sluice.source.Diagnostic;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the files of variables that a runbook names ({@code vars_files}, {@code include_vars}); they may be encrypted. */
public final class VariableFiles {
    private final Path workingDirectory;
    private final Renderer renderer;

    public VariableFiles(Path workingDirectory, Renderer renderer) {
        this.workingDirectory = workingDirectory;
        this.renderer = renderer;
    }

    /**
     * Reads a file.
     *
     * @param mention where the file is asked for
     * @return its variables; none if it is empty or a problem was reported
     * @throws EvaluationFailure if it is encrypted and cannot be decrypted
     */
    public Map<String, @Nullable Object> read(Path file, Span mention, Diagnostics diagnostics) {
        Optional<Node> document = new SourceReader(workingDirectory, diagnostics).read(file, mention);
        if (document.isEmpty() || isEmpty(document.get())) {
            return Map.of();
        }
        Map<String, @Nullable Object> variables = renderer.rawMapping(document.get());
        if (variables.isEmpty() && !(document.get() instanceof Node.Mapping)) {
            diagnostics.error(
                    document.get().span(), "a variables file must be a mapping", "write one 'name: value' a line");
        }
        return variables;
    }

    private static boolean isEmpty(Node document) {
        return document instanceof Node.Scalar scalar
                && scalar.plain()
                && scalar.text().isBlank();
    }

    /**
     * As {@link #read}, when the run has begun.
     *
     * @throws EvaluationFailure what is wrong with the file
     */
    public Map<String, @Nullable Object> load(Path file, Span mention) {
        Diagnostics diagnostics = new Diagnostics();
        Map<String, @Nullable Object> variables = read(file, mention, diagnostics);
        for (Diagnostic problem : diagnostics.entries()) {
            if (problem.severity() == Diagnostic.Severity.ERROR) {
                throw new EvaluationFailure(problem.message(), problem.hint(), problem.span());
            }
        }
        return variables;
    }
}
