package dev.sluice.modules.system.files;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What would a question be answered if nothing were mounted at a place? No program tells; it is only known after a
 * mount that was predicted, which makes an unmount reveal what was there before.
 *
 * @param mountPoint canonical
 * @param inner a question about files
 */
public record Covered<V>(String mountPoint, Fact<V> inner) implements ShellFact<Answer<V>> {
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

    @Override
    public String script() {
        return ":";
    }

    @Override
    public Answer<V> parse(Output output) {
        return Answer.unknown("what the file system mounted at " + mountPoint + " covers");
    }
}
