package dev.sluice.modules.system.accounts;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.Optional;
import java.util.Set;

/**
 * The number of a group, from {@code getent group}: {@code backup:x:34:}; nothing if there is none.
 *
 * @param name the group's name
 */
public record GroupEntry(String name) implements ShellFact<Optional<Answer<Long>>> {
    @Override
    public Set<Name> names() {
        return Set.of(Name.group(name), Name.path("/etc/group"));
    }

    @Override
    public String describe() {
        return "the group " + name;
    }

    @Override
    public Script script() {
        return Script.of("""
                n={}
                if command -v getent >/dev/null; then getent group {}
                else n=$n awk -F: '$1 "" == ENVIRON["n"] ""' /etc/group; fi | head -n 1
                """, name, name);
    }

    @Override
    public Optional<Answer<Long>> parse(Output output) {
        String line = output.text().strip();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        String[] fields = line.split(":", -1);
        if (fields.length < 3 || !fields[2].matches("[0-9]+")) {
            throw new UnparsableOutputException(describe(), "not a line of group(5): " + line);
        }
        return Optional.of(Answer.of(Long.parseLong(fields[2])));
    }
}
