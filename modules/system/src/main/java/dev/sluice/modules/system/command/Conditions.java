package dev.sluice.modules.system.command;

import dev.sluice.spi.Facts;
import dev.sluice.spi.Script;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a command runs and whether it runs at all.
 *
 * @param directory where it runs, and what relative paths are relative to; null for the user's home
 * @param creates it does not run if something matches this
 * @param removes it does not run unless something matches this
 */
record Conditions(
        @Nullable String directory,
        @Nullable String creates,
        @Nullable String removes) {
    /** Why the command does not run, or null if it does. */
    @Nullable
    String reasonToSkip(Facts facts) {
        if (creates != null && facts.get(new PathExists(place(creates)))) {
            return creates + " exists";
        }
        if (removes != null && !facts.get(new PathExists(place(removes)))) {
            return removes + " does not exist";
        }
        return null;
    }

    /** The paths that the command works on as far as they are known without its words. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        if (directory != null) {
            names.add(directory);
        }
        if (creates != null) {
            names.add(place(creates));
        }
        if (removes != null) {
            names.add(place(removes));
        }
        return names;
    }

    /** The script in its directory. */
    Script in(Script script) {
        return directory == null
                ? script
                : Script.of("cd -- {} || exit 126\n{}", Script.ofUser(CommandLine.path(directory)), script);
    }

    private String place(String path) {
        if (path.startsWith("/") || path.startsWith("~")) {
            return path;
        }
        return (directory == null ? "~" : directory) + "/" + path;
    }
}
