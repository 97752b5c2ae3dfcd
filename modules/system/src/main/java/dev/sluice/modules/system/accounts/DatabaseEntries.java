package dev.sluice.modules.system.accounts;

import dev.sluice.modules.system.packages.PackagesChanged;
import dev.sluice.spi.DependentFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Output;
import dev.sluice.spi.Shell;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Set;

/**
 * The lines of a database of the system, as getent(1) prints them: {@code backup:x:34:34:backup:/var/backups:/bin/sh}.
 *
 * @param database e.g. {@code passwd}
 * @param key the entry; empty for all
 */
public record DatabaseEntries(String database, String key)
        implements ShellFact<List<String>>, DependentFact<List<String>> {
    @Override
    public Set<String> names() {
        return Set.of("/etc/" + database);
    }

    @Override
    public String describe() {
        return "the database " + database + (key.isEmpty() ? "" : " for " + key);
    }

    @Override
    public String script() {
        return "getent " + Shell.quote(database) + (key.isEmpty() ? "" : " " + Shell.quote(key))
                + "; r=$?; [ $r = 2 ] || exit $r";
    }

    @Override
    public List<String> parse(Output output) {
        if (!output.succeeded()) {
            throw new UnparsableOutputException(
                    describe(), "getent failed: " + output.errorText().strip());
        }
        return output.text().lines().toList();
    }

    @Override
    public Answer<List<String>> follow(Effect effect, Answer<List<String>> answer, World world) {
        boolean accounts =
                effect instanceof UserSettled || effect instanceof GroupSettled || effect instanceof PackagesChanged;
        boolean file = SuspectedEffect.overlap(names(), SuspectedEffect.alteredBy(effect));
        return accounts || file ? Answer.unknown(describe() + " after the changes of this run") : answer;
    }
}
