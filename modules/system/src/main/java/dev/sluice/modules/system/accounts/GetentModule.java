package dev.sluice.modules.system.accounts;

import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks entries up in the databases of the system, as Ansible's {@code getent}. */
public final class GetentModule implements Module<GetentModule.Parameters> {
    @Description(
            value = "Looks up users, groups, hosts and the like with getent(1) and registers them as facts.",
            example = "- getent: database=passwd key=backup",
            returns = "ansible_facts: `getent_` and the database's name, a dictionary of lists of fields by key",
            refuses = {"service: the sources are those of nsswitch.conf"})
    record Parameters(
            @Parameter(value = "E.g. `passwd`, `group`, `hosts` or `services`.", required = true)
            String database,

            @Parameter("The entry; all of them if not given.") @Nullable
            String key,

            @Parameter("What separates the fields; blanks or colons, as the database has it, if not given.") @Nullable
            String split,

            @Parameter(value = "Whether a missing entry is a failure.", defaultValue = "true")
            boolean fail_key) {}

    @Override
    public String name() {
        return "getent";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean altersNothing() {
        return true;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        String key = wanted.key() == null ? "" : wanted.key();
        List<String> lines = facts.get(new DatabaseEntries(wanted.database(), key));
        boolean colons = List.of("passwd", "shadow", "group", "gshadow").contains(wanted.database());
        String separator = wanted.split() != null ? Pattern.quote(wanted.split()) : colons ? ":" : "\\s+";
        Map<String, Object> entries = new LinkedHashMap<>();
        for (String line : lines) {
            List<String> fields = List.of(line.split(separator, -1));
            entries.put(fields.get(0), fields.subList(1, fields.size()));
        }
        if (!key.isEmpty() && lines.isEmpty()) {
            if (wanted.fail_key()) {
                throw new TaskFailure(
                        "the database " + wanted.database() + " has no entry " + key + "",
                        "set fail_key: false if that is not a failure");
            }
            entries.put(key, null);
        }
        return Plan.unchanged(Map.of("ansible_facts", Map.of("getent_" + wanted.database(), entries)));
    }
}
