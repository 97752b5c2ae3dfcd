package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.ByteSize;

/**
 * A volume group.
 *
 * @param size all its extents, in bytes
 * @param free its free extents, in bytes
 * @param extentSize the unit of every size in it
 * @param missing how many of its physical volumes cannot be found
 */
public record VolumeGroup(String name, ByteSize size, ByteSize free, ByteSize extentSize, long missing) {
    VolumeGroup taking(long bytes) {
        return new VolumeGroup(name, size, new ByteSize(free.bytes() - bytes), extentSize, missing);
    }

    VolumeGroup growing(long bytes) {
        return new VolumeGroup(
                name, new ByteSize(size.bytes() + bytes), new ByteSize(free.bytes() + bytes), extentSize, missing);
    }

    ByteSize roundUp(ByteSize wanted) {
        return wanted.roundUp(extentSize.bytes());
    }
}
