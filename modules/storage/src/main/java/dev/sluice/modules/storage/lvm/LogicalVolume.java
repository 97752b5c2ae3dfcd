package dev.sluice.modules.storage.lvm;

import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.spi.ByteSize;

/**
 * A logical volume.
 *
 * @param kind what it is
 * @param size its size; of a thin volume the virtual one
 * @param metadata the size of a thin pool's metadata; 0 for everything else
 * @param pool the thin pool it lives in; empty if in none
 * @param origin what it is a snapshot of; empty if of nothing
 * @param active whether it has a device
 * @param health as {@code lv_health_status} says it, e.g. {@code out_of_data}; empty if all is well
 */
public record LogicalVolume(
        String group,
        String name,
        Kind kind,
        ByteSize size,
        ByteSize metadata,
        String pool,
        String origin,
        boolean active,
        String health) {
    /** What a volume is. */
    public enum Kind {
        /** An ordinary volume whose extents are all its own. */
        LINEAR,
        THIN_POOL,
        /** A volume in a thin pool; also a snapshot in one. */
        THIN,
        /** A snapshot that keeps its differences in extents of its own. */
        SNAPSHOT,
        /** Striped, mirrored, cached and the like: how many extents it takes is not just its size. */
        OTHER
    }

    private static final ByteSize NONE = new ByteSize(0);

    static LogicalVolume linear(String group, String name, ByteSize size) {
        return new LogicalVolume(group, name, Kind.LINEAR, size, NONE, "", "", true, "");
    }

    static LogicalVolume pool(String group, String name, ByteSize size, ByteSize metadata) {
        return new LogicalVolume(group, name, Kind.THIN_POOL, size, metadata, "", "", true, "");
    }

    static LogicalVolume thin(String group, String name, String pool, ByteSize size) {
        return new LogicalVolume(group, name, Kind.THIN, size, NONE, pool, "", true, "");
    }

    /** A snapshot in the origin's pool; LVM does not activate it by itself. */
    LogicalVolume thinSnapshot(String snapshotName) {
        return new LogicalVolume(group, snapshotName, Kind.THIN, size, NONE, pool, name, false, "");
    }

    /** A snapshot with extents of its own; LVM activates it. */
    LogicalVolume thickSnapshot(String snapshotName, ByteSize room) {
        return new LogicalVolume(group, snapshotName, Kind.SNAPSHOT, room, NONE, "", name, true, "");
    }

    LogicalVolume withSize(ByteSize newSize) {
        return new LogicalVolume(group, name, kind, newSize, metadata, pool, origin, active, health);
    }

    LogicalVolume withMetadata(ByteSize newMetadata) {
        return new LogicalVolume(group, name, kind, size, newMetadata, pool, origin, active, health);
    }

    boolean is(String otherGroup, String otherName) {
        return group.equals(otherGroup) && name.equals(otherName);
    }

    /** As people write it, e.g. {@code sas/nfs-data}. */
    String fullName() {
        return group + "/" + name;
    }

    /** Its device, e.g. {@code /dev/sas/nfs-data}. */
    DeviceName device() {
        return DeviceName.volume(group, name);
    }
}
