package dev.sluice.modules.system.packages;

import dev.sluice.spi.TaskFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package as a task names it: {@code nano}, {@code nano=7.2-1} or {@code nano=7.2*}. To apt a name that ends with
 * {@code -} is one to remove, and none is called so.
 *
 * @param name its name, perhaps with an architecture
 * @param version the wanted version, a pattern with {@code *}; empty for any
 */
record PackageWish(String name, String version) {
    private static final Pattern FORM = Pattern.compile(
            "([a-z0-9](?:[a-z0-9+.-]*[a-z0-9+.])?(?::[a-z0-9]+)?)(?:=([^\\s]+))?", Pattern.CASE_INSENSITIVE);

    static PackageWish parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TaskFailure(
                    "'" + text + "' is not a valid package",
                    "write a name, or name=version. Patterns of names"
                            + " are not supported, because they would install more than anybody reviewed");
        }
        return new PackageWish(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }

    /** Whether an installed version is the wanted one. */
    boolean isMetBy(String installed) {
        return !installed.isEmpty()
                && (version.isEmpty()
                        || installed.matches(Pattern.quote(version).replace("*", "\\E.*\\Q")));
    }

    /** As apt-get takes it. */
    String word() {
        return version.isEmpty() ? name : name + "=" + version;
    }
}
