package dev.sluice.runbook;

import dev.sluice.source.Node;
import dev.sluice.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One module call with its keywords.
 *
 * @param path its place in the runbook, stable as long as the runbook is, e.g. {@code phase-id/3.1}
 * @param call the module and what it is given
 * @param keywords its own keywords
 * @param position where it stands
 */
public record Task(String path, ModuleCall call, Keywords keywords, Position position) implements Item {
    /** The module's name as written. */
    public String module() {
        return call.name();
    }

    /** Where the module's name is written. */
    public Span moduleSpan() {
        return call.span();
    }

    /** A mapping, a free-form scalar, or null for none. */
    public @Nullable Node arguments() {
        return call.arguments();
    }

    /** The name in the runbook as written, else the module's. */
    public String title() {
        return keywords.text(Keyword.NAME).orElse(module());
    }

    /** The keywords from the phase to the task itself. */
    public List<Keywords> scope() {
        List<Keywords> all = new ArrayList<>(enclosing());
        all.add(keywords);
        return all;
    }

    /** Where its file lies: relative names are looked up there. */
    public Path directory(Path workingDirectory) {
        Path file = workingDirectory.resolve(span().file().name());
        return Optional.ofNullable(file.getParent()).orElse(workingDirectory);
    }
}
