package dev.sluice.spi;

import dev.sluice.spi.connection.Protocol;
import java.util.List;
import java.util.Set;

/**
 * Knows how to bring one kind of thing into a desired state. A module only plans: it reads through {@link Facts}, returns
 * what is to be done as data, and is never told whether the run is a check or an apply. Planning is pure and may be
 * repeated at any time.
 *
 * @param <P> the record of its parameters; see {@link Parameter}
 */
public interface Module<P extends Record> {
    /** The name in runbooks, e.g. {@code copy}. */
    String name();

    /**
     * Other names, such as {@code ansible.posix.mount}. {@code ansible.builtin.} and {@code ansible.legacy.} before a name
     * are understood without one.
     */
    default List<String> aliases() {
        return List.of();
    }

    /** The record of the parameters. Its {@link Description} documents the module. */
    Class<P> parameters();

    /** What it needs from the connection of its target; nothing if it neither asks nor alters the target. */
    default Set<Protocol> needs() {
        return Set.of(Protocol.SHELL);
    }

    /**
     * Whether it finds what is known of a whole host, without any parameters. Its facts answer an expression that uses
     * {@code ansible_facts} before any task has gathered them.
     */
    default boolean gathersFacts() {
        return false;
    }

    /**
     * Finds the difference between the desired and the current state.
     *
     * @throws TaskFailure if the parameters make no sense together or the target's state forbids it
     * @throws dev.sluice.spi.value.UnknownAnswerException if it cannot be decided before the run
     */
    Plan plan(P wanted, Facts facts);

    /** Whether a task of this module leaves its target as it is, because it only looks, waits or decides. */
    default boolean altersNothing() {
        return false;
    }

    /**
     * What a task of this module certainly or possibly alters when its plan cannot be made in a check. The default is
     * to suspect everything that the parameters name, unless the module alters nothing.
     */
    default List<Effect> undecided(P wanted, String reason) {
        return altersNothing() ? List.of() : List.of(new SuspectedEffect(Words.of(wanted), reason));
    }
}
