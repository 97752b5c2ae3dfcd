package dev.sluice.connection;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.ShellFact;
import java.util.Set;

/** A question whose answer is whatever its script printed. */
record Said(String script) implements ShellFact<Output> {
    @Override
    public Output parse(Output output) {
        return output;
    }

    @Override
    public Set<Name> names() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "what '" + script + "' says";
    }
}
