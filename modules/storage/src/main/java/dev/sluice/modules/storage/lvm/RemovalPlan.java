package dev.sluice.modules.storage.lvm;

import dev.sluice.modules.system.block.DeviceGone;
import dev.sluice.modules.system.block.SignatureWritten;
import dev.sluice.modules.system.block.Wiping;
import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The removal of a volume, a pool or a group. Nothing that something else depends on is removed along with it. */
final class RemovalPlan {
    private RemovalPlan() {}

    static Plan ofVolume(String group, String name, Facts facts) {
        facts.prefetch(new VolumeGroups(), new LogicalVolumes(), new MetadataSpares());
        Volumes volumes = Volumes.of(facts);
        Map<String, Object> values = Map.of("vg", group, "lv", name);
        if (volumes.find(group, name).isEmpty()) {
            return Plan.unchanged(values);
        }
        volumes.group(group);
        LogicalVolume volume = volumes.get(group, name, "volume");
        checkDependants(volume, volumes);
        List<Change> changes = new ArrayList<>();
        changes.add(
                volume.kind() == LogicalVolume.Kind.THIN_POOL
                        ? poolRemoval(volume, volumes, facts)
                        : removal(volume, volumes));
        return Plan.changes(changes, values);
    }

    private static void checkDependants(LogicalVolume volume, Volumes volumes) {
        List<String> inside =
                volumes.inPool(volume).stream().map(LogicalVolume::fullName).toList();
        if (volume.kind() == LogicalVolume.Kind.THIN_POOL && !inside.isEmpty()) {
            throw new TaskFailure(
                    "thin pool '" + volume.fullName() + "' holds " + String.join(", ", inside)
                            + ", which would be lost with it",
                    "remove these first");
        }
        List<String> snapshots = volumes.in(volume.group()).stream()
                .filter(each -> each.kind() == LogicalVolume.Kind.SNAPSHOT
                        && each.origin().equals(volume.name()))
                .map(LogicalVolume::fullName)
                .toList();
        if (!snapshots.isEmpty()) {
            throw new TaskFailure(
                    "volume '" + volume.fullName() + "' has the snapshots " + String.join(", ", snapshots)
                            + ", which LVM would remove with it",
                    "remove these first");
        }
    }

    /** The removal of a volume that nothing depends on. LVM itself refuses one that is open. */
    static Change removal(LogicalVolume volume, Volumes volumes) {
        Answer<Long> freed = switch (volume.kind()) {
            case THIN -> Answer.of(0L);
            case LINEAR, SNAPSHOT -> Answer.of(-volume.size().bytes());
            default -> Answer.unknown("how many extents " + volume.fullName() + " takes");
        };
        return change(
                volume,
                volume.size().toString(),
                List.of(
                        new LvmEffect.VolumeDisappears(volume.group(), volume.name()),
                        new LvmEffect.ExtentsTaken(volume.group(), freed),
                        new DeviceGone(volume.device())));
    }

    /** With the last pool of a group, LVM removes the spare for the metadata too. */
    private static Change poolRemoval(LogicalVolume pool, Volumes volumes, Facts facts) {
        boolean last = volumes.in(pool.group()).stream()
                .noneMatch(each -> each.kind() == LogicalVolume.Kind.THIN_POOL
                        && !each.name().equals(pool.name()));
        long spare = last
                ? facts.get(new MetadataSpares())
                        .getOrDefault(pool.group(), new ByteSize(0))
                        .bytes()
                : 0;
        List<Effect> effects = new ArrayList<>();
        effects.add(new LvmEffect.VolumeDisappears(pool.group(), pool.name()));
        effects.add(new LvmEffect.ExtentsTaken(
                pool.group(), Answer.of(-pool.size().bytes() - pool.metadata().bytes() - spare)));
        if (last) {
            effects.add(new LvmEffect.SpareBecomes(pool.group(), new ByteSize(0)));
        }
        return change(pool, pool.size() + " with " + pool.metadata() + " of metadata", effects);
    }

    private static Change change(LogicalVolume volume, String before, List<Effect> effects) {
        return Change.of(
                        volume.fullName(),
                        "volume",
                        before,
                        "",
                        List.of(Steps.Run.script("lvremove --yes {}", volume.fullName())),
                        effects)
                .withRisk(Risk.DESTRUCTIVE);
    }

    static Plan ofGroup(String group, List<String> disks, Facts facts) {
        facts.prefetch(new VolumeGroups(), new LogicalVolumes(), new PhysicalVolumes());
        List<Change> changes = new ArrayList<>();
        List<PhysicalVolume> known = facts.get(new PhysicalVolumes());
        Volumes volumes = Volumes.of(facts);
        if (volumes.groups().stream().anyMatch(each -> each.name().equals(group))) {
            List<String> inside =
                    volumes.in(group).stream().map(LogicalVolume::fullName).toList();
            if (!inside.isEmpty()) {
                throw new TaskFailure(
                        "volume group '" + group + "' holds " + String.join(", ", inside) + "",
                        "remove these first, one by one");
            }
            changes.add(Change.of(
                            group,
                            "volume group",
                            volumes.group(group).size().toString(),
                            "",
                            List.of(Steps.Run.script("vgremove {}", group)),
                            List.of(new LvmEffect.GroupDissolved(group)))
                    .withRisk(Risk.DESTRUCTIVE));
        }
        disks.forEach(disk -> known.stream()
                .filter(each -> each.device().equals(disk))
                .forEach(each -> changes.add(wipe(each, group))));
        return Plan.changes(changes, Map.of("vg", group));
    }

    /** LVM's metadata fills the first MiB; left there, it would keep the disk from passing as blank. */
    private static Change wipe(PhysicalVolume disk, String group) {
        if (!disk.group().isEmpty() && !disk.group().equals(group)) {
            throw new TaskFailure("disk '" + disk.device() + "' belongs to volume group '" + disk.group()
                    + "'; its label is not removed by a task about '" + group + "'");
        }
        return Change.of(
                        disk.device(),
                        "physical volume",
                        "physical volume",
                        "",
                        List.of(
                                Steps.Run.script("pvremove {}", disk.device()),
                                Steps.Run.script("PATH=$PATH:/usr/sbin:/sbin\n{}", Wiping.zeroing(disk.device()))),
                        List.of(
                                new LvmEffect.PhysicalVolumeWiped(disk.device()),
                                SignatureWritten.wiped(disk.device())))
                .withRisk(Risk.DESTRUCTIVE);
    }
}
