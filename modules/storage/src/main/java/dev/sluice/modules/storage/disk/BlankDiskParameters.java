package dev.sluice.modules.storage.disk;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Description;
import dev.sluice.spi.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code blank-disk}. */
@Description(
        value = """
                A guard: fails unless a disk is blank, and says what it found. It asks `blkid` and `wipefs`, what
                is built on the disk, where it is mounted and whether it is swapped to, and reads the first and the last MiB,
                because the programs miss raw data. It changes nothing.""",
        example = """
                - blank-disk: { device: /dev/sda, unless_vg: sas, min_size: 1T }
                """,
        returns = {
            "blank: whether the disk is blank",
            "device: the kernel's name for it",
            "size_bytes: its size in bytes",
            "found: what was found on it"
        })
record BlankDiskParameters(
        @Parameter(
                value = "The disk, under any of its names.",
                required = true,
                aliases = {"path", "disk"})
        String device,

        @Parameter(
                "Also pass if the disk already is a physical volume of this volume group, so that a runbook that makes"
                        + " it one can be run again.")
        @Nullable
        String unless_vg,

        @Parameter("Fail if the disk is smaller than this: device names can change from boot to boot.") @Nullable
        ByteSize min_size) {}
