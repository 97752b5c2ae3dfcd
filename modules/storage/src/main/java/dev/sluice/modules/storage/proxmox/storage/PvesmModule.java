package dev.sluice.modules.storage.proxmox.storage;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.SuspectedEffect;
import java.util.List;
import java.util.Set;

/** Defines storages of Proxmox VE 8 and 9. */
public final class PvesmModule implements Module<PvesmParameters> {
    @Override
    public String name() {
        return "pvesm";
    }

    @Override
    public Class<PvesmParameters> parameters() {
        return PvesmParameters.class;
    }

    @Override
    public Plan plan(PvesmParameters wanted, Facts facts) {
        return PvesmPlan.of(wanted, facts);
    }

    @Override
    public List<Effect> undecided(PvesmParameters wanted, String reason) {
        return List.of(new SuspectedEffect(Set.of("pvesm"), reason));
    }
}
