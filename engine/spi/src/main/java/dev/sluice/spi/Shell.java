package dev.sluice.spi;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text for a POSIX shell. */
public final class Shell {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Shell() {}

    /** A word that the shell reads as exactly the given text. */
    public static String quote(String word) {
        return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A command line in which every word is read as it stands. */
    public static String command(String... words) {
        return command(List.of(words));
    }

    /** A command line in which every word is read as it stands. */
    public static String command(List<String> words) {
        return words.stream().map(Shell::quote).collect(Collectors.joining(" "));
    }
}
