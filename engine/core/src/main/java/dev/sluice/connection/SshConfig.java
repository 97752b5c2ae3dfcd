package dev.sluice.connection;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An ssh_config(5) file: {@code Host} with patterns and negation, {@code Match} with {@code all}, {@code host},
 * {@code originalhost} and {@code user}, and {@code Include}. A {@code Match} with another criterion ({@code exec}, ...)
 * never applies, for it cannot be decided here.
 */
final class SshConfig {
    /** A pseudo option: another file instead of the user's own. */
    static final String FILE = "sluice-config-file";

    private static final int DEEPEST_INCLUDE = 16;

    /** A keyword with its argument. */
    record Setting(String name, String value) {}

    private final List<Setting> settings;

    private SshConfig(List<Setting> settings) {
        this.settings = List.copyOf(settings);
    }

    /**
     * Reads a file; one that does not exist is empty.
     *
     * @param home the user's home, for {@code ~} and relative includes
     * @throws IOException if it exists and cannot be read
     */
    static SshConfig read(Path file, Path home) throws IOException {
        List<Setting> settings = new ArrayList<>();
        read(file, home, settings, 0);
        return new SshConfig(settings);
    }

    static SshConfig of(String text) {
        List<Setting> settings = new ArrayList<>();
        text.lines().map(SshConfig::setting).filter(each -> each != null).forEach(settings::add);
        return new SshConfig(settings);
    }

    private static void read(Path file, Path home, List<Setting> settings, int depth) throws IOException {
        if (!Files.exists(file) || depth > DEEPEST_INCLUDE) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            Setting setting = setting(line);
            if (setting == null) {
                continue;
            }
            if (setting.name().equalsIgnoreCase("Include")) {
                for (String pattern : setting.value().split("\\s+")) {
                    for (Path included : matching(pattern, home)) {
                        read(included, home, settings, depth + 1);
                    }
                }
            } else {
                settings.add(setting);
            }
        }
    }

    private static List<Path> matching(String pattern, Path home) throws IOException {
        Path path = pattern.startsWith("~/")
                ? home.resolve(pattern.substring(2))
                : home.resolve(".ssh").resolve(pattern);
        Path directory = path.getParent();
        Path name = path.getFileName();
        if (directory == null || name == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, name.toString())) {
            files.forEach(found::add);
        }
        found.sort(null);
        return found;
    }

    /** Understands {@code Name value}, {@code Name=value} and {@code Name "value"}; null if the line says nothing. */
    static @Nullable Setting setting(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return null;
        }
        int end = 0;
        while (end < text.length() && text.charAt(end) != '=' && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        String value = text.substring(end).strip();
        if (value.startsWith("=")) {
            value = value.substring(1).strip();
        }
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        return value.isEmpty() ? null : new Setting(text.substring(0, end), value);
    }

    /** Adds what the file says about a host, after what the options say already. */
    void apply(String originalHost, SshOptions options) {
        boolean applies = true;
        for (Setting setting : settings) {
            switch (setting.name().toLowerCase(Locale.ROOT)) {
                case "host" -> applies = matches(setting.value().split("\\s+"), originalHost);
                case "match" -> applies = matchApplies(setting.value(), originalHost, options);
                default -> {
                    if (applies) {
                        options.add(setting.name(), setting.value());
                    }
                }
            }
        }
    }

    private static boolean matchApplies(String criteria, String originalHost, SshOptions options) {
        String[] words = criteria.strip().split("\\s+");
        for (int at = 0; at < words.length; at += 2) {
            String criterion = words[at].toLowerCase(Locale.ROOT);
            if (criterion.equals("all")) {
                at--;
                continue;
            }
            String actual = switch (criterion) {
                case "host" -> options.get("HostName", originalHost);
                case "originalhost" -> originalHost;
                case "user" -> options.get("User", "");
                default -> null;
            };
            if (actual == null || at + 1 >= words.length || !matches(words[at + 1].split(","), actual)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a name fits one of the patterns and none of those with an exclamation mark. */
    static boolean matches(String[] patterns, String name) {
        boolean found = false;
        for (String pattern : patterns) {
            boolean negated = pattern.startsWith("!");
            if (glob(negated ? pattern.substring(1) : pattern).matcher(name).matches()) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private static Pattern glob(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (char each : pattern.toCharArray()) {
            expression.append(
                    switch (each) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(each));
                    });
        }
        return Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE);
    }
}
