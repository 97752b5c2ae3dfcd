package dev.sluice.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects diagnostics, so that everything wrong is reported at once. Not safe for use by several threads. */
public final class Diagnostics {
    private final List<Diagnostic> entries = new ArrayList<>();

    public void add(Diagnostic diagnostic) {
        if (!entries.contains(diagnostic)) {
            entries.add(diagnostic);
        }
    }

    public void error(@Nullable Span span, String message, String hint) {
        add(Diagnostic.error(span, message, hint));
    }

    public void warning(@Nullable Span span, String message, String hint) {
        add(Diagnostic.warning(span, message, hint));
    }

    public boolean hasErrors() {
        return entries.stream().anyMatch(entry -> entry.severity() == Diagnostic.Severity.ERROR);
    }

    /** All entries in the order in which they were added. */
    public List<Diagnostic> entries() {
        return List.copyOf(entries);
    }
}
