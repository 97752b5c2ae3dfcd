package dev.sluice.runbook;

import dev.sluice.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a task or block stands in its runbook.
 *
 * @param enclosing the keywords of what it stands in, outermost first
 * @param role the role it belongs to, or null
 * @param span the whole of it
 */
public record Position(List<Keywords> enclosing, @Nullable Role role, Span span) {}
