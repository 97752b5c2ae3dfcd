package dev.sluice.modules.storage.zfs;

import java.util.List;

/**
 * How a ZFS pool is.
 *
 * @param state e.g. {@code ONLINE} or {@code DEGRADED}
 * @param scan what it says about the last scrub; empty if there was none
 * @param devices every line of the configuration, the pool itself included
 * @param damaged files and objects with permanent errors, as {@code zpool status -v} names them
 */
public record PoolHealth(String state, String scan, List<Device> devices, List<String> damaged) {
    /**
     * A device, a group of devices, or the pool.
     *
     * @param read errors reading; {@code write} and {@code checksum} likewise
     */
    public record Device(String name, String state, long read, long write, long checksum) {}

    /** All errors that devices report, a group's not counted again. */
    long errors() {
        return devices.stream()
                .skip(1)
                .mapToLong(each -> each.read() + each.write() + each.checksum())
                .sum();
    }
}
