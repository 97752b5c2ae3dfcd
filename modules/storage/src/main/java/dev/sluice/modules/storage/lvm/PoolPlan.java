package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A thin pool: its data, its metadata, and the spare that the group keeps for the metadata. */
final class PoolPlan {
    private static final ByteSize LEAST_METADATA = ByteSize.parse("4M");
    private static final ByteSize MOST_BY_DEFAULT = ByteSize.parse("15G");
    /** LVM uses no more: lvmthin(7), "the maximum is 15.81 GiB". */
    private static final ByteSize MOST_METADATA = ByteSize.parse("16192M");

    private final LvmParameters wanted;
    private final String name;
    private final Volumes volumes;
    private final ByteSize spare;

    private PoolPlan(LvmParameters wanted, String name, Volumes volumes, ByteSize spare) {
        this.wanted = wanted;
        this.name = name;
        this.volumes = volumes;
        this.spare = spare;
    }

    static Plan of(LvmParameters wanted, String name, Facts facts) {
        facts.prefetch(new VolumeGroups(), new LogicalVolumes(), new MetadataSpares());
        ByteSize spare = facts.get(new MetadataSpares()).getOrDefault(wanted.vg(), new ByteSize(0));
        return new PoolPlan(wanted, name, Volumes.of(facts), spare).plan();
    }

    private Plan plan() {
        VolumeGroup home = volumes.group(wanted.vg());
        ByteSize metadata = wanted.metadata_size();
        if (metadata != null && metadata.compareTo(MOST_METADATA) > 0) {
            throw new TaskFailure(
                    "metadata_size: " + metadata + " is more than LVM can use; the most is " + MOST_METADATA);
        }
        Optional<LogicalVolume> present = volumes.find(wanted.vg(), name);
        return present.isPresent() ? extension(home, volumes.pool(wanted.vg(), name)) : creation(home);
    }

    private Plan creation(VolumeGroup home) {
        LvmNames.checkVolume(wanted.vg(), name);
        if (wanted.size() == null) {
            throw new TaskFailure(
                    "thin pool '" + wanted.vg() + "/" + name + "' does not exist, and the task says no size",
                    "add e.g. size: 600G, metadata_size: 6G");
        }
        LogicalVolume pool = sized(home, WantedSize.parse(wanted.size()));
        long taken = pool.size().bytes() + pool.metadata().bytes() + spareGrowth(pool.metadata());
        Volumes.checkFree(home, taken, "thin pool '" + name + "' with its metadata and the spare for it");
        Change change = Change.of(
                        pool.fullName(),
                        "thin pool",
                        "",
                        pool.size() + " with " + pool.metadata() + " of metadata",
                        List.of(Steps.Run.script(
                                "lvcreate --yes --type thin-pool --size {}b --poolmetadatasize {}b --poolmetadataspare y --name {} {}",
                                pool.size().bytes(),
                                pool.metadata().bytes(),
                                name,
                                wanted.vg())),
                        List.of(
                                new LvmEffect.VolumeBecomes(pool),
                                new LvmEffect.ExtentsTaken(wanted.vg(), Answer.of(taken)),
                                new LvmEffect.SpareBecomes(wanted.vg(), larger(spare, pool.metadata()))))
                .withUndo(new Change.Undo(
                        "remove the pool and every volume in it",
                        List.of(Steps.Run.script("lvremove --yes {}", pool.fullName()))));
        return Plan.changes(List.of(change), Volumes.values(pool));
    }

    /** A pool of all the free space has to leave room for its own metadata and the spare. */
    private LogicalVolume sized(VolumeGroup home, WantedSize size) {
        ByteSize whole = size.forNew(home, new ByteSize(0));
        ByteSize metadata = home.roundUp(wanted.metadata_size() == null ? hundredth(whole) : wanted.metadata_size());
        metadata = larger(metadata, home.roundUp(LEAST_METADATA));
        if (size instanceof WantedSize.Share) {
            long rest = Math.min(whole.bytes(), home.free().bytes() - metadata.bytes() - spareGrowth(metadata));
            if (rest <= 0) {
                throw new TaskFailure("size: '" + wanted.size() + "' leaves no room for data: volume group '"
                        + home.name() + "' has " + home.free() + " free, the metadata and its spare take "
                        + new ByteSize(metadata.bytes() + spareGrowth(metadata)));
            }
            whole = new ByteSize(rest);
        }
        return LogicalVolume.pool(wanted.vg(), name, whole, metadata);
    }

    private static ByteSize hundredth(ByteSize data) {
        ByteSize part = new ByteSize(data.bytes() / 100);
        return part.compareTo(MOST_BY_DEFAULT) > 0 ? MOST_BY_DEFAULT : part;
    }

    private static ByteSize larger(ByteSize one, ByteSize other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private long spareGrowth(ByteSize metadata) {
        return Math.max(0, metadata.bytes() - spare.bytes());
    }

    /** The metadata grows first: more data without room to describe it helps nobody. */
    private Plan extension(VolumeGroup home, LogicalVolume present) {
        List<Change> changes = new ArrayList<>();
        LogicalVolume pool = present;
        VolumeGroup left = home;
        if (wanted.metadata_size() != null) {
            ByteSize metadata = home.roundUp(wanted.metadata_size());
            if (metadata.compareTo(pool.metadata()) > 0) {
                long taken = metadata.bytes() - pool.metadata().bytes() + spareGrowth(metadata);
                Volumes.checkFree(left, taken, "more metadata for thin pool '" + name + "' with the spare for it");
                changes.add(metadataChange(pool, metadata, taken));
                pool = pool.withMetadata(metadata);
                left = left.taking(taken);
            }
        }
        if (wanted.size() != null) {
            ByteSize size = WantedSize.parse(wanted.size()).forExisting(left, pool.size(), new ByteSize(0));
            if (size.compareTo(pool.size()) > 0) {
                long taken = size.bytes() - pool.size().bytes();
                Volumes.checkFree(left, taken, "the extension of thin pool '" + name + "'");
                changes.add(dataChange(pool, size, taken));
                pool = pool.withSize(size);
            }
        }
        Plan plan = Plan.changes(changes, Volumes.values(pool));
        return present.health().isEmpty()
                ? plan
                : plan.withWarning("thin pool '" + present.fullName() + "' says about itself: " + present.health());
    }

    private Change metadataChange(LogicalVolume pool, ByteSize metadata, long taken) {
        return Change.of(
                pool.fullName(),
                "metadata size",
                pool.metadata().toString(),
                metadata.toString(),
                List.of(Steps.Run.script("lvextend --poolmetadatasize {}b {}", metadata.bytes(), pool.fullName())),
                List.of(
                        new LvmEffect.VolumeBecomes(pool.withMetadata(metadata)),
                        new LvmEffect.ExtentsTaken(wanted.vg(), Answer.of(taken)),
                        new LvmEffect.SpareBecomes(wanted.vg(), larger(spare, metadata))));
    }

    private Change dataChange(LogicalVolume pool, ByteSize size, long taken) {
        return Change.of(
                pool.fullName(),
                "size",
                pool.size().toString(),
                size.toString(),
                List.of(Steps.Run.script("lvextend --size {}b {}", size.bytes(), pool.fullName())),
                List.of(
                        new LvmEffect.VolumeBecomes(pool.withSize(size)),
                        new LvmEffect.ExtentsTaken(wanted.vg(), Answer.of(taken))));
    }
}
