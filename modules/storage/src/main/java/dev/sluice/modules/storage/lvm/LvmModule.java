package dev.sluice.modules.storage.lvm;

import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.TaskFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Manages physical volumes, volume groups, volumes, thin pools, thin volumes and snapshots with LVM 2.03. */
public final class LvmModule implements Module<LvmParameters> {
    @Override
    public String name() {
        return "lvm";
    }

    @Override
    public Class<LvmParameters> parameters() {
        return LvmParameters.class;
    }

    @Override
    public Plan plan(LvmParameters wanted, Facts facts) {
        checkCombination(wanted);
        if (wanted.prune() != null) {
            return PrunePlan.of(wanted.vg(), wanted.prune(), facts);
        }
        String subject = wanted.lv() == null ? wanted.pool() : wanted.lv();
        if (wanted.state() == LvmParameters.State.ABSENT) {
            return subject == null
                    ? RemovalPlan.ofGroup(wanted.vg(), wanted.pvs() == null ? List.of() : wanted.pvs(), facts)
                    : RemovalPlan.ofVolume(wanted.vg(), subject, facts);
        }
        if (wanted.origin() != null) {
            return SnapshotPlan.of(wanted, wanted.origin(), facts);
        }
        if (wanted.lv() != null) {
            return VolumePlan.of(wanted.vg(), wanted.lv(), wanted.pool(), wanted.size(), facts);
        }
        return wanted.pool() != null ? PoolPlan.of(wanted, wanted.pool(), facts) : GroupPlan.of(wanted, facts);
    }

    /** One task is about one thing; parameters of another thing are mistakes that would be silently lost. */
    private static void checkCombination(LvmParameters wanted) {
        boolean group = wanted.lv() == null && wanted.pool() == null && wanted.origin() == null;
        if (wanted.prune() != null && (!group || wanted.pvs() != null || wanted.size() != null)) {
            throw new TaskFailure("prune stands alone with vg: it selects snapshots by their names");
        }
        refuse(!group && wanted.pvs() != null, "pvs", "is about a volume; disks belong into a task about the group");
        refuse(!group && wanted.extent_size() != null, "extent_size", "is about a volume; extents belong to the group");
        refuse(group && wanted.size() != null, "size", "names neither lv nor pool");
        refuse(
                wanted.metadata_size() != null && (wanted.lv() != null || wanted.pool() == null),
                "metadata_size",
                "is not about a thin pool (a pool is named by 'pool' alone)");
        refuse(
                wanted.origin() != null && wanted.pool() != null,
                "pool",
                "takes a snapshot, which lives in its origin's pool");
        refuse(
                wanted.state() == LvmParameters.State.ABSENT && wanted.origin() != null && wanted.lv() == null,
                "origin",
                "removes something; name the snapshot with lv, or use prune");
    }

    private static void refuse(boolean wrong, String parameter, String why) {
        if (wrong) {
            throw new TaskFailure("'" + parameter + "' is not valid here: the task " + why);
        }
    }

    @Override
    public List<Effect> undecided(LvmParameters wanted, String reason) {
        Set<String> names = new LinkedHashSet<>();
        LvmReport.ALTERING_COMMANDS.forEach(each -> names.add(each.text()));
        addDevice(names, wanted.vg(), wanted.lv());
        addDevice(names, wanted.vg(), wanted.pool());
        if (wanted.pvs() != null) {
            names.addAll(wanted.pvs());
        }
        return List.of(new SuspectedEffect(names, reason));
    }

    private static void addDevice(Set<String> names, String group, @Nullable String volume) {
        if (volume != null) {
            DeviceName.volume(group, volume).names().forEach(each -> names.add(each.text()));
        }
    }
}
