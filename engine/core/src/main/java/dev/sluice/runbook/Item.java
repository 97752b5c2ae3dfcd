package dev.sluice.runbook;

import dev.sluice.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a list of tasks. */
public sealed interface Item permits Task, Block {
    /** Its own keywords. */
    Keywords keywords();

    /** The keywords of what it stands in, outermost (the phase) first. */
    List<Keywords> enclosing();

    /** The role it belongs to; null outside roles. */
    @Nullable
    Role role();

    Span span();
}
