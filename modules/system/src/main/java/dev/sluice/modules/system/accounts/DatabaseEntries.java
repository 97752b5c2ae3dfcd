package dev.sluice.modules.system.accounts;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
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
        implements ShellFact<List<String>>, DerivedFact<List<String>> {
    private static final String AFTER = " after the changes of this run";

    @Override
    public Set<Name> names() {
        return Set.of(Name.path("/etc/" + database));
    }

    @Override
    public String describe() {
        return "the database " + database + (key.isEmpty() ? "" : " for " + key);
    }

    @Override
    public Script script() {
        return Script.of("getent {} {}; r=$?; [ $r = 2 ] || exit $r", database, key.isEmpty() ? List.of() : key);
    }

    @Override
    public List<String> parse(Output output) {
        if (!output.succeeded()) {
            throw new UnparsableOutputException(
                    describe(), "getent failed: " + output.errorText().strip());
        }
        return output.text().lines().toList();
    }

    /** How a change of accounts or packages appears in the databases, only the programs know that make it. */
    public static void forget(Alterations alterations) {
        alterations.on(
                DatabaseEntries.class,
                Reach.everything(),
                (entries, before, world) -> Answer.unknown(entries.describe() + AFTER));
    }

    @Override
    public Reach sources() {
        return Reach.at(names());
    }

    @Override
    public Answer<List<String>> follow(Altered altered, Answer<List<String>> answer, World world) {
        return Answer.unknown(describe() + AFTER);
    }
}
