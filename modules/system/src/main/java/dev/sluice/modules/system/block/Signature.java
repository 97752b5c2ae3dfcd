package dev.sluice.modules.system.block;

import dev.sluice.spi.value.Answer;

/**
 * What a device carries, as blkid(8) names it.
 *
 * @param usage {@code filesystem}, {@code raid} (LVM and MD members), {@code crypto}, {@code other} (swap) or
 *     {@code partitions} for a partition table
 * @param type e.g. {@code ext4}, {@code xfs}, {@code LVM2_member}, {@code swap}, {@code gpt}
 * @param label its label; empty for none
 * @param uuid its identifier, unknown for one that is still to be made
 */
public record Signature(String usage, String type, String label, Answer<String> uuid) {}
