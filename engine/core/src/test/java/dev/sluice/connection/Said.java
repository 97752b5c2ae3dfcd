package dev.sluice.connection;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import java.util.Set;

/** A question whose answer is whatever its script printed. */
record Said(String text) implements ShellFact<Output> {
    @Override
    public Output parse(Output output) {
        return output;
    }

    @Override
    public Set<Name> names() {
        return Set.of();
    }

    @Override
    public Script script() {
        return Script.ofUser(text);
    }

    @Override
    public String describe() {
        return "what '" + text + "' says";
    }
}
