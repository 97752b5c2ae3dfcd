package dev.sluice.cli;

import dev.sluice.drawing.GraphDot;
import dev.sluice.drawing.GraphMermaid;
import dev.sluice.drawing.GraphSvg;
import dev.sluice.drawing.GraphText;
import dev.sluice.graph.Graph;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.RunbookLoader;
import dev.sluice.runbook.SourceReader;
import dev.sluice.source.DiagnosticRenderer;
import dev.sluice.source.Diagnostics;
import dev.sluice.validate.TaskGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice graph}: draws phases and tasks. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Draws the phases and tasks of runbooks and their dependencies.")
final class GraphCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "RUNBOOK", description = "Runbook files.")
    List<Path> runbooks = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output format: text, mermaid, dot or svg (default ${DEFAULT-VALUE}).")
    Format format = Format.TEXT;

    @Option(names = "--phases", description = "Draw phases only, not their tasks.")
    boolean phasesOnly;

    /** How a graph is drawn. */
    enum Format {
        TEXT,
        MERMAID,
        DOT,
        SVG
    }

    @Override
    public Integer call() {
        Diagnostics diagnostics = new Diagnostics();
        Path directory = Path.of("").toAbsolutePath();
        RunbookLoader loader = new RunbookLoader(new SourceReader(directory, diagnostics), List.of());
        List<Phase> phases = runbooks.stream()
                .flatMap(path -> loader.load(directory.resolve(path)).phases().stream())
                .toList();
        if (diagnostics.hasErrors()) {
            System.err.print(DiagnosticRenderer.plain().render(diagnostics.entries()));
            return ExitCode.ERROR;
        }
        Graph<String> graph = TaskGraph.of(phases, !phasesOnly);
        System.out.print(
                switch (format) {
                    case TEXT -> GraphText.render(graph);
                    case MERMAID -> GraphMermaid.render(graph);
                    case DOT -> GraphDot.render(graph);
                    case SVG -> GraphSvg.render(graph);
                });
        return ExitCode.OK;
    }
}
