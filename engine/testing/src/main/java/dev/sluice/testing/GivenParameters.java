package dev.sluice.testing;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.connection.Protocol;
import java.util.List;
import java.util.Set;

/**
 * A module with the parameters that a test made, under a name of its own: a task needs to give none.
 *
 * @param name in the runbook of the test
 */
record GivenParameters<P extends Record>(String name, Module<P> module, P given)
        implements Module<GivenParameters.None> {
    /** No parameters. */
    record None() {}

    @Override
    public Class<None> parameters() {
        return None.class;
    }

    @Override
    public Plan plan(None none, Facts facts) {
        return module.plan(given, facts);
    }

    @Override
    public Set<Protocol> needs() {
        return module.needs();
    }

    @Override
    public boolean altersNothing() {
        return module.altersNothing();
    }

    @Override
    public List<Effect> undecided(None none, String reason) {
        return module.undecided(given, reason);
    }
}
