package dev.sluice.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of an SSH client under the names of ssh_config(5), without regard to case. The first value of an option wins,
 * as there; {@code IdentityFile} collects all of its values.
 */
final class SshOptions {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    void add(String name, String value) {
        values.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .add(value);
    }

    /** The value that counts; null if there is none. */
    @Nullable
    String get(String name) {
        List<String> found = all(name);
        return found.isEmpty() ? null : found.get(0);
    }

    String get(String name, String otherwise) {
        String found = get(name);
        return found == null ? otherwise : found;
    }

    List<String> all(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** Whether an option is {@code yes}. */
    boolean isSet(String name) {
        return switch (get(name, "no").toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            default -> false;
        };
    }
}
