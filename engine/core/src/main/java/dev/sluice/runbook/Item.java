package dev.sluice.runbook;

import dev.sluice.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a list of tasks. */
public sealed interface Item permits Task, Block {
    /** Its own keywords. */
    Keywords keywords();

    /** Where it stands. */
    Position position();

    /** The keywords of what it stands in, outermost (the phase) first. */
    default List<Keywords> enclosing() {
        return position().enclosing();
    }

    /** The role it belongs to; null outside roles. */
    default @Nullable Role role() {
        return position().role();
    }

    /** The whole of it. */
    default Span span() {
        return position().span();
    }
}
