package dev.sluice.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a question or an effect is about. A name carries its kind, so that the volume {@code sas/nfs-data} can never be
 * mistaken for an object of a cluster. Paths are hierarchical; all other kinds are flat. A family may use kinds of its
 * own.
 *
 * @param kind what the text names, e.g. {@code path} or {@code unit}
 * @param text the name; for a path absolute and normalized
 */
public record Name(String kind, String text) {
    private static final String PATH = "path";

    /** A file, directory or device. */
    public static Name path(String path) {
        return new Name(PATH, path);
    }

    /** A program that alters the answer when somebody runs it. */
    public static Name program(String name) {
        return new Name("program", name);
    }

    /** A systemd unit or a service. */
    public static Name unit(String name) {
        return new Name("unit", name);
    }

    /** A user by name or number. */
    public static Name user(String key) {
        return new Name("user", key);
    }

    /** A group by name or number. */
    public static Name group(String key) {
        return new Name("group", key);
    }

    /** A path where the text is absolute, else a name of the given kind. */
    public static Name pathOr(String kind, String text) {
        return text.startsWith("/") ? path(text) : new Name(kind, text);
    }

    /** Paths. */
    public static Set<Name> paths(Iterable<String> paths) {
        Set<Name> names = new LinkedHashSet<>();
        paths.forEach(path -> names.add(path(path)));
        return names;
    }

    /** Programs. */
    public static Set<Name> programs(String... names) {
        Set<Name> programs = new LinkedHashSet<>();
        for (String name : names) {
            programs.add(pathOr("program", name));
        }
        return Collections.unmodifiableSet(programs);
    }

    public boolean isPath() {
        return kind.equals(PATH);
    }

    /** The paths above this one, the nearest first, the root last; empty for what is no path. */
    public List<Name> above() {
        List<Name> above = new ArrayList<>();
        if (isPath() && text.startsWith("/")) {
            for (int slash = text.lastIndexOf('/'); slash > 0; slash = text.lastIndexOf('/', slash - 1)) {
                above.add(path(text.substring(0, slash)));
            }
            if (text.length() > 1) {
                above.add(path("/"));
            }
        }
        return above;
    }

    /** Whether this is a path below another. */
    public boolean isBelow(Name other) {
        if (!isPath() || !other.isPath() || text.length() <= other.text().length()) {
            return false;
        }
        return other.text().equals("/") || text.startsWith(other.text() + "/");
    }

    /** Whether the two are the same, or one is a path above the other. */
    public boolean overlaps(Name other) {
        return equals(other) || isBelow(other) || other.isBelow(this);
    }

    @Override
    public String toString() {
        return isPath() ? text : kind + " " + text;
    }
}
