package dev.sluice.modules.storage.lvm;

import dev.sluice.modules.system.block.DeviceAppears;
import dev.sluice.modules.system.block.DeviceResized;
import dev.sluice.modules.system.block.Wiping;
import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ordinary volume, or one in a thin pool. */
final class VolumePlan {
    private static final ByteSize NONE = new ByteSize(0);

    private final String group;
    private final String name;
    private final @Nullable String pool;
    private final @Nullable String size;
    private final Volumes volumes;

    private VolumePlan(String group, String name, @Nullable String pool, @Nullable String size, Volumes volumes) {
        this.group = group;
        this.name = name;
        this.pool = pool;
        this.size = size;
        this.volumes = volumes;
    }

    static Plan of(String group, String name, @Nullable String pool, @Nullable String size, Facts facts) {
        return new VolumePlan(group, name, pool, size, Volumes.of(facts)).plan();
    }

    private Plan plan() {
        VolumeGroup home = volumes.group(group);
        if (pool != null) {
            volumes.pool(group, pool);
        }
        return volumes.find(group, name)
                .map(present -> extension(home, present))
                .orElseGet(() -> creation(home));
    }

    private Plan creation(VolumeGroup home) {
        LvmNames.checkVolume(group, name);
        if (size == null) {
            throw new TaskFailure(
                    "volume '" + group + "/" + name + "' does not exist, and the task says no size",
                    "add e.g. size: 100G");
        }
        ByteSize wanted = WantedSize.parse(size).forNew(home, NONE);
        if (wanted.bytes() == 0) {
            throw new TaskFailure(
                    "size: '" + size + "' comes to nothing: volume group '" + group + "' has " + home.free() + " free");
        }
        if (pool == null) {
            Volumes.checkFree(home, wanted.bytes(), "volume '" + name + "'");
        }
        LogicalVolume volume = pool == null
                ? LogicalVolume.linear(group, name, wanted)
                : LogicalVolume.thin(group, name, pool, wanted);
        List<Effect> effects = new ArrayList<>();
        effects.add(new LvmEffect.VolumeBecomes(volume));
        effects.add(new LvmEffect.ExtentsTaken(group, Answer.of(pool == null ? wanted.bytes() : 0)));
        effects.add(new DeviceAppears(volume.device(), Answer.of(wanted.bytes())));
        Change change = Change.of(
                        volume.fullName(),
                        pool == null ? "volume" : "thin volume",
                        "",
                        wanted.toString(),
                        create(volume),
                        effects)
                .withUndo(new Change.Undo(
                        "remove the volume and all that was written to it",
                        List.of(Steps.Run.script("lvremove --yes {}", volume.fullName()))));
        Plan plan = Plan.changes(List.of(change), Volumes.values(volume));
        return pool == null ? plan : withOvercommitment(plan, volume);
    }

    /**
     * What is left in the extents belongs to a volume that is gone: signatures, for which lvcreate would ask, and data
     * that would keep the volume from passing as blank. The extents of a thin volume are zero.
     */
    private static List<Step<?>> create(LogicalVolume volume) {
        String bytes = volume.size().bytes() + "b";
        return volume.pool().isEmpty()
                ? List.of(
                        Steps.Run.script(
                                "lvcreate --yes --wipesignatures y --size {} --name {} {}",
                                bytes,
                                volume.name(),
                                volume.group()),
                        Steps.Run.script(
                                "PATH=$PATH:/usr/sbin:/sbin\n{}",
                                Wiping.zeroing(volume.device().canonical())))
                : List.of(Steps.Run.script(
                        "lvcreate --virtualsize {} --name {} --thinpool {} {}",
                        bytes,
                        volume.name(),
                        volume.pool(),
                        volume.group()));
    }

    private Plan extension(VolumeGroup home, LogicalVolume present) {
        checkKind(present);
        if (size == null) {
            return Plan.unchanged(Volumes.values(present));
        }
        ByteSize wanted = WantedSize.parse(size).forExisting(home, present.size(), NONE);
        if (wanted.compareTo(present.size()) <= 0) {
            Plan unchanged = Plan.unchanged(Volumes.values(present));
            return wanted.equals(present.size())
                    ? unchanged
                    : unchanged.withWarning("'" + present.fullName() + "' has " + present.size() + ", more than the "
                            + wanted + " asked for; a volume is never shrunk");
        }
        return grown(home, present, present.withSize(wanted));
    }

    private Plan grown(VolumeGroup home, LogicalVolume present, LogicalVolume grown) {
        long more = grown.size().bytes() - present.size().bytes();
        boolean thin = present.kind() == LogicalVolume.Kind.THIN;
        if (!thin) {
            Volumes.checkFree(home, more, "the extension of '" + name + "'");
        }
        Answer<Long> taken = present.kind() == LogicalVolume.Kind.OTHER
                ? Answer.unknown("how LVM lays out the extension of " + present.fullName())
                : Answer.of(thin ? 0 : more);
        List<Effect> effects = new ArrayList<>();
        effects.add(new LvmEffect.VolumeBecomes(grown));
        effects.add(new LvmEffect.ExtentsTaken(group, taken));
        if (present.kind() != LogicalVolume.Kind.SNAPSHOT) { // a snapshot's device is as large as its origin
            effects.add(new DeviceResized(grown.device(), Answer.of(grown.size().bytes())));
        }
        Change change = Change.of(
                present.fullName(),
                "size",
                present.size().toString(),
                grown.size().toString(),
                List.of(Steps.Run.script("lvextend --size {}b {}", grown.size().bytes(), present.fullName())),
                effects);
        Plan plan = Plan.changes(List.of(change), Volumes.values(grown));
        return thin ? withOvercommitment(plan, grown) : plan;
    }

    private void checkKind(LogicalVolume present) {
        if (present.kind() == LogicalVolume.Kind.THIN_POOL) {
            throw new TaskFailure(
                    "'" + present.fullName() + "' is a thin pool, not a volume",
                    "say pool: " + name + " instead of lv: " + name);
        }
        if (!present.pool().equals(pool == null ? present.pool() : pool)) {
            throw new TaskFailure("'" + present.fullName() + "' is not in the thin pool '" + pool + "' but "
                    + (present.pool().isEmpty() ? "an ordinary volume" : "in '" + present.pool() + "'")
                    + "; a volume is never moved by creating it again");
        }
    }

    private Plan withOvercommitment(Plan plan, LogicalVolume volume) {
        LogicalVolume home = volumes.pool(volume.group(), volume.pool());
        long promised = volume.size().bytes()
                + volumes.inPool(home).stream()
                        .filter(each -> !each.is(volume.group(), volume.name()))
                        .mapToLong(each -> each.size().bytes())
                        .sum();
        return promised <= home.size().bytes()
                ? plan
                : plan.withWarning("thin pool '" + home.fullName() + "' has " + home.size() + " and promises "
                        + new ByteSize(promised)
                        + "; when it is full, writes hang and then fail: watch how full it is");
    }
}
