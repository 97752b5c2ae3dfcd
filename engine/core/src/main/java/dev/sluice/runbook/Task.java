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
 * @param module the module's name as written
 * @param moduleSpan where it is written
 * @param arguments a mapping, a free-form scalar, or null for none
 * @param keywords its own keywords
 * @param enclosing the keywords of what it stands in, outermost first
 * @param role the role it belongs to, or null
 * @param span the whole task
 */
public record Task(
        String path,
        String module,
        Span moduleSpan,
        @Nullable Node arguments,
        Keywords keywords,
        List<Keywords> enclosing,
        @Nullable Role role,
        Span span)
        implements Item {
    /** The name in the runbook as written, else the module's. */
    public String title() {
        return keywords.text(Keyword.NAME).orElse(module);
    }

    /** The keywords from the phase to the task itself. */
    public List<Keywords> scope() {
        List<Keywords> all = new ArrayList<>(enclosing);
        all.add(keywords);
        return all;
    }

    /** Where its file lies: relative names are looked up there. */
    public Path directory(Path workingDirectory) {
        Path file = workingDirectory.resolve(span.file().name());
        return Optional.ofNullable(file.getParent()).orElse(workingDirectory);
    }
}
