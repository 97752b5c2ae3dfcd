package dev.sluice.runbook;

import dev.sluice.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that share keywords, and what is done when one of them fails. A statically imported file or role is a block too.
 *
 * @param body the tasks
 * @param rescue what hosts do on which the body failed
 * @param always what every host does in the end
 * @param once a key: of all blocks of a phase that have it, a host runs the first only; empty for no such limit
 */
public record Block(
        Keywords keywords,
        List<Keywords> enclosing,
        List<Item> body,
        List<Item> rescue,
        List<Item> always,
        @Nullable Role role,
        String once,
        Span span)
        implements Item {
    /** A block that is run as often as it stands there. */
    public Block(
            Keywords keywords,
            List<Keywords> enclosing,
            List<Item> body,
            List<Item> rescue,
            List<Item> always,
            @Nullable Role role,
            Span span) {
        this(keywords, enclosing, body, rescue, always, role, "", span);
    }
}
