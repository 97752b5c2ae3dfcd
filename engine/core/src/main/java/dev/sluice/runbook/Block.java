package dev.sluice.runbook;

import java.util.List;

/**
 * Tasks that share keywords, and what is done when one of them fails. A statically imported file or role is a block too.
 *
 * @param keywords its own keywords
 * @param position where it stands
 * @param sections its tasks
 * @param once a key: of all blocks of a phase that have it, a host runs the first only; empty for no such limit
 */
public record Block(Keywords keywords, Position position, Sections sections, String once) implements Item {
    /**
     * The tasks of a block.
     *
     * @param body the tasks
     * @param rescue what hosts do on which the body failed
     * @param always what every host does in the end
     */
    public record Sections(List<Item> body, List<Item> rescue, List<Item> always) {}

    /** A block that is run as often as it stands there. */
    public Block(Keywords keywords, Position position, Sections sections) {
        this(keywords, position, sections, "");
    }

    /** Tasks without any for a failure. */
    static Block of(Keywords keywords, Position position, List<Item> body) {
        return new Block(keywords, position, new Sections(body, List.of(), List.of()));
    }

    public List<Item> body() {
        return sections.body();
    }

    public List<Item> rescue() {
        return sections.rescue();
    }

    public List<Item> always() {
        return sections.always();
    }
}
