package dev.sluice.modules.system.packages;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a call of apt-get would do, from {@code apt-get -s}, which changes and locks nothing. Sample lines:
 *
 * <pre>
 * Inst nano (7.2-1+deb12u1 Debian:12.15/oldstable [amd64])
 * Inst bash [5.2.15-2+b8] (5.2.15-2+b13 Debian:12.15/oldstable [amd64])
 * Remv cron [3.0pl1-162]
 * Purg cron [3.0pl1-162]
 * </pre>
 *
 * @param arguments the words after {@code apt-get -s}
 */
public record AptSimulation(List<String> arguments) implements ShellFact<AptSimulation.Found> {
    private static final Pattern INSTALLED = Pattern.compile("(?m)^Inst ([^ ]+) (?:\\[([^ \\]]*)] )?\\(([^ ]+) .*$");
    private static final Pattern REMOVED = Pattern.compile("(?m)^(?:Remv|Purg) ([^ ]+)(?: .*)?$");

    /**
     * What would happen.
     *
     * @param error why it would fail; empty if it would not
     * @param installed the version that each package would get, by name
     * @param upgraded which of these are installed in another version now
     * @param removed the packages that would go
     */
    public record Found(String error, Map<String, String> installed, Set<String> upgraded, Set<String> removed) {
        public boolean changesNothing() {
            return installed.isEmpty() && removed.isEmpty();
        }
    }

    @Override
    public Set<Name> names() {
        return Name.programs("apt", "apt-get", "aptitude", "dpkg");
    }

    @Override
    public String describe() {
        return "what 'apt-get " + String.join(" ", arguments) + "' would do";
    }

    @Override
    public Script script() {
        return Script.of("apt-get -s {} 2>&1", AptOptions.script(arguments));
    }

    @Override
    public Found parse(Output output) {
        String text = output.text();
        if (!output.succeeded()) {
            String error = text.lines()
                    .filter(line -> line.startsWith("E:"))
                    .map(line -> line.substring(2).strip())
                    .reduce((one, two) -> one + "; " + two)
                    .orElse(text.strip());
            return new Found(error.isEmpty() ? "exit code " + output.exitCode() : error, Map.of(), Set.of(), Set.of());
        }
        Map<String, String> installed = new TreeMap<>();
        Set<String> upgraded = new TreeSet<>();
        Matcher each = INSTALLED.matcher(text);
        while (each.find()) {
            installed.put(each.group(1), each.group(3));
            if (each.group(2) != null) {
                upgraded.add(each.group(1));
            }
        }
        Set<String> removed = new TreeSet<>();
        Matcher gone = REMOVED.matcher(text);
        while (gone.find()) {
            removed.add(gone.group(1));
        }
        return new Found("", installed, upgraded, removed);
    }

    /** What apt would do after other packages and lists, only apt knows. */
    static void forget(Alterations alterations) {
        alterations.on(
                AptSimulation.class,
                Reach.everything(),
                (simulation, before, world) ->
                        Answer.unknown(simulation.describe() + " after the packages of this run"));
    }
}
