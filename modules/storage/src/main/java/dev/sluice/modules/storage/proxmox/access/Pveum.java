package dev.sluice.modules.storage.proxmox.access;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.sluice.spi.Script;
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
    Script command(@CompileTimeConstant String verb, String... words) {
        return command(options, verb, words);
    }

    /** The command with the options that are noted. */
    Steps.Run run(@CompileTimeConstant String verb, String... words) {
        return run(options, verb, words);
    }

    static Steps.Run run(Map<String, String> options, @CompileTimeConstant String verb, String... words) {
        return script(command(options, verb, words));
    }

    /** A command as a person would type it. */
    static Script command(Map<String, String> options, @CompileTimeConstant String verb, String... words) {
        List<Script> given = new ArrayList<>();
        options.forEach((name, value) -> given.add(Script.of("--{} {}", name, Script.argument(value))));
        return Script.of("pveum {} {} {}", Script.of(verb), List.of(words), given);
    }

    /** A script around commands. pveum decodes its arguments by the locale, which destroys all but ASCII under C. */
    static Steps.Run script(Script script) {
        return Steps.Run.of(script).withLimit(LIMIT).withEnvironment(Map.of("LC_ALL", "C.UTF-8"));
    }

    static String flag(boolean value) {
        return value ? "1" : "0";
    }
}
