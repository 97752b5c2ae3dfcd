package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Shell;
import dev.sluice.spi.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Command lines of {@code pveum}, and what they change in words. */
final class Pveum {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();

    /** Notes that an option goes from one value to another. */
    void change(String option, String from, String to) {
        options.put(option, to);
        before.add(from.isEmpty() ? "-" : from);
        after.add(to.isEmpty() ? "-" : to);
    }

    boolean isEmpty() {
        return options.isEmpty();
    }

    boolean changes(String option) {
        return options.containsKey(option);
    }

    String what() {
        return String.join(", ", options.keySet());
    }

    String before() {
        return String.join(" ", before);
    }

    String after() {
        return String.join(" ", after);
    }

    /** The command with the options that are noted. */
    Steps.Run run(String... words) {
        return run(options, words);
    }

    static Steps.Run run(Map<String, String> options, String... words) {
        List<String> command = new ArrayList<>(List.of("pveum"));
        command.addAll(List.of(words));
        options.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
        return Steps.Run.script(Shell.command(command)).withLimit(LIMIT);
    }

    static String flag(boolean value) {
        return value ? "1" : "0";
    }
}
