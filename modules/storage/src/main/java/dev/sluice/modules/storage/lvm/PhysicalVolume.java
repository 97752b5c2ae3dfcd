package dev.sluice.modules.storage.lvm;

/**
 * A physical volume.
 *
 * @param device its device, e.g. {@code /dev/sda}; {@code [unknown]} if it cannot be found
 * @param group its volume group; empty if it is unused
 */
public record PhysicalVolume(String device, String group) {}
