package dev.sluice.template;

import dev.sluice.spi.value.Undefined;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that an expression sees. */
public interface Scope {
    /** The value of a variable; {@link Undefined} if there is none of that name. */
    @Nullable
    Object lookup(String name);

    /** The names that exist, for suggestions. */
    Collection<String> names();

    /**
     * Whether the texts within the variable's value are templates themselves, to be evaluated when they are used. True
     * for what an author wrote (vars, defaults, inventory), false for what a program said (facts, registered results):
     * braces in the output of a command are no template.
     */
    boolean holdsTemplates(String name);

    /** Where relative names of files are looked up, the first first; empty for the directory of the environment. */
    default List<Path> directories() {
        return List.of();
    }

    /** Variables from a map, all of them written by an author. */
    static Scope of(Map<String, ?> variables) {
        return new MapScope(variables, true);
    }

    /** Variables from a map, none of whose texts is a template. */
    static Scope ofPlain(Map<String, ?> variables) {
        return new MapScope(variables, false);
    }
}
