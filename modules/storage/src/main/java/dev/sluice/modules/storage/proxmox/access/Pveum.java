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

    /** The command with the options that are noted, as a person would type it. */
    String command(String... words) {
        return command(options, words);
    }

    /** The command with the options that are noted. */
    Steps.Run run(String... words) {
        return run(options, words);
    }

    static Steps.Run run(Map<String, String> options, String... words) {
        return script(command(options, words));
    }

    /** A command as a person would type it. */
    static String command(Map<String, String> options, String... words) {
        List<String> command = new ArrayList<>(List.of("pveum"));
        command.addAll(List.of(words));
        options.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
        return Shell.command(command);
    }

    /** A script around commands. pveum decodes its arguments by the locale, which destroys all but ASCII under C. */
    static Steps.Run script(String script) {
        return Steps.Run.script(script).withLimit(LIMIT).withEnvironment(Map.of("LC_ALL", "C.UTF-8"));
    }

    static String flag(boolean value) {
        return value ? "1" : "0";
    }
}
