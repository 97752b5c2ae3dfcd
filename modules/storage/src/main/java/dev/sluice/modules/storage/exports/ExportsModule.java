package dev.sluice.modules.storage.exports;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.SuspectedEffect;
import java.util.List;
import java.util.Set;

/** Manages entries of {@code /etc/exports} and sees to it that they are in force. */
public final class ExportsModule implements Module<ExportsParameters> {
    @Override
    public String name() {
        return "exports";
    }

    @Override
    public Class<ExportsParameters> parameters() {
        return ExportsParameters.class;
    }

    @Override
    public Plan plan(ExportsParameters wanted, Facts facts) {
        return ExportsPlan.of(wanted, facts);
    }

    @Override
    public List<Effect> undecided(ExportsParameters wanted, String reason) {
        return List.of(new SuspectedEffect(Set.of(wanted.file(), "exportfs"), reason));
    }
}
