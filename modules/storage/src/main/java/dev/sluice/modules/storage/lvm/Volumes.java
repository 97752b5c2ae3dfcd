package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Facts;
import dev.sluice.spi.TaskFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The groups and volumes of a target as a plan sees them. */
record Volumes(List<VolumeGroup> groups, List<LogicalVolume> volumes) {
    static Volumes of(Facts facts) {
        facts.prefetch(new VolumeGroups(), new LogicalVolumes());
        return new Volumes(facts.get(new VolumeGroups()), facts.get(new LogicalVolumes()));
    }

    VolumeGroup group(String name) {
        VolumeGroup group = groups.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TaskFailure(
                        "no such volume group: '" + name + "', only "
                                + listed(groups.stream().map(VolumeGroup::name).toList())
                                + "",
                        "create it first with lvm: { vg: " + name + ", pvs: [...] }"));
        if (group.missing() > 0) {
            throw new TaskFailure("volume group '" + name + "' misses " + group.missing()
                    + " of its physical volumes; nothing is changed in it until they are back (see 'pvs -a')");
        }
        return group;
    }

    Optional<LogicalVolume> find(String group, String name) {
        return volumes.stream().filter(each -> each.is(group, name)).findFirst();
    }

    LogicalVolume get(String group, String name, String what) {
        return find(group, name)
                .orElseThrow(() -> new TaskFailure("there is no " + what + " '" + group + "/" + name + "', only "
                        + listed(in(group).stream().map(LogicalVolume::name).toList())));
    }

    List<LogicalVolume> in(String group) {
        return volumes.stream().filter(each -> each.group().equals(group)).toList();
    }

    LogicalVolume pool(String group, String name) {
        LogicalVolume pool = get(group, name, "thin pool");
        if (pool.kind() != LogicalVolume.Kind.THIN_POOL) {
            throw new TaskFailure("'" + pool.fullName() + "' is an ordinary volume and no thin pool;"
                    + " name the pool, or create one under another name");
        }
        return pool;
    }

    List<LogicalVolume> inPool(LogicalVolume pool) {
        return in(pool.group()).stream()
                .filter(each -> each.pool().equals(pool.name()))
                .toList();
    }

    /** Fails unless the group has so many free bytes. */
    static void checkFree(VolumeGroup group, long needed, String what) {
        if (needed > group.free().bytes()) {
            throw new TaskFailure(
                    "volume group '" + group.name() + "' has " + group.free() + " free, but " + what
                            + " takes " + new ByteSize(needed) + ", which is "
                            + new ByteSize(needed - group.free().bytes()) + " more",
                    "ask for less (100%FREE takes what is there)" + " or add a disk to the group");
        }
    }

    /** What a task about a volume registers. */
    static Map<String, Object> values(LogicalVolume volume) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("vg", volume.group());
        values.put("lv", volume.name());
        values.put("path", volume.device().canonical());
        values.put("size", volume.size().toString());
        values.put("size_bytes", volume.size().bytes());
        return values;
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none at all" : names.stream().collect(Collectors.joining(", "));
    }
}
