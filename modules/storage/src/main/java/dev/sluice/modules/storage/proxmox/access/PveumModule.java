package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.SuspectedEffect;
import java.util.List;
import java.util.Set;

/** Manages users, roles, permissions and tokens of Proxmox VE 8 and 9. */
public final class PveumModule implements Module<PveumParameters> {
    @Override
    public String name() {
        return "pveum";
    }

    @Override
    public Class<PveumParameters> parameters() {
        return PveumParameters.class;
    }

    @Override
    public Plan plan(PveumParameters wanted, Facts facts) {
        boolean present = wanted.state() == PveumParameters.State.PRESENT;
        if (wanted.user() != null) {
            return UserPlan.of(wanted.user(), present, facts);
        }
        if (wanted.role() != null) {
            return RolePlan.of(wanted.role(), present, facts);
        }
        if (wanted.acl() != null) {
            return RulePlan.of(wanted.acl(), present, facts);
        }
        if (wanted.token() != null) {
            return TokenPlan.of(wanted.token(), present, facts);
        }
        throw new IllegalStateException("the parameters name nothing");
    }

    @Override
    public List<Effect> undecided(PveumParameters wanted, String reason) {
        return List.of(new SuspectedEffect(Set.of("pveum"), reason));
    }
}
