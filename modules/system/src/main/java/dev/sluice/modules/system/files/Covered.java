package dev.sluice.modules.system.files;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.value.Answer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What would a question be answered if nothing were mounted at a place? The script unmounts the place in a mount namespace
 * of its own, which nobody else sees and which ends with it, and asks there. It prints {@code shown} and then what the
 * question's own script prints; nothing at all where this user may not make a namespace.
 *
 * @param mountPoint canonical
 * @param inner a question about files
 */
public record Covered<V>(String mountPoint, Fact<V> inner) implements ShellFact<Answer<V>> {
    private static final String SHOWN = "shown\n";

    @Override
    public Set<Name> names() {
        Set<Name> names = new LinkedHashSet<>(inner.names());
        names.add(Name.path(mountPoint));
        return names;
    }

    @Override
    public boolean seesBelow() {
        return inner.seesBelow();
    }

    @Override
    public String describe() {
        return inner.describe() + " without what is mounted at " + mountPoint;
    }

    /** Nothing of the unmount is written down outside the namespace: no helper is called, and no mtab is kept. */
    @Override
    public Script script() {
        if (!(inner instanceof ShellFact<V> asked)) {
            return Script.of(":");
        }
        String look = """
                mount -n --make-rprivate / || exit 0
                umount -n -i -l -- "$0" || { command -v mountpoint >/dev/null && ! mountpoint -q -- "$0"; } || exit 0
                echo shown
                """;
        return Script.of("unshare -m sh -c {} {}", look + asked.script(), mountPoint);
    }

    @Override
    public Answer<V> parse(Output output) {
        byte[] printed = output.stdout().toArray();
        int head = SHOWN.length();
        if (!(inner instanceof ShellFact<V> asked)
                || printed.length < head
                || !Bytes.of(Arrays.copyOf(printed, head)).text().equals(SHOWN)) {
            return Answer.unknown("what the file system mounted at " + mountPoint + " covers");
        }
        Bytes rest = Bytes.of(Arrays.copyOfRange(printed, head, printed.length));
        return Answer.of(asked.parse(new Output(output.exitCode(), rest, output.stderr())));
    }
}
