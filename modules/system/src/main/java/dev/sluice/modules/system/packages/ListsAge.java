package dev.sluice.modules.system.packages;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.Volatile;
import java.util.Set;

/** When apt's lists of packages were fetched last; prints seconds since 1970, 0 for never. */
public record ListsAge() implements ShellFact<ListsAge.Stamp> {
    /**
     * A moment.
     *
     * @param seconds since 1970
     */
    public record Stamp(@Volatile long seconds) {}

    @Override
    public Set<Name> names() {
        return Name.programs("/var/lib/apt/lists", "apt", "apt-get", "aptitude");
    }

    @Override
    public String describe() {
        return "the age of apt's lists of packages";
    }

    @Override
    public Script script() {
        return Script.of("t=$(stat -c %Y /var/lib/apt/periodic/update-success-stamp 2>/dev/null ||"
                + " stat -c %Y /var/lib/apt/lists 2>/dev/null || echo 0); echo \"$t\"");
    }

    @Override
    public Stamp parse(Output output) {
        String text = output.text().strip();
        if (!text.matches("[0-9]{1,12}")) {
            throw new UnparsableOutputException(describe(), "expected a number, not: " + text + output.errorText());
        }
        return new Stamp(Long.parseLong(text));
    }
}
