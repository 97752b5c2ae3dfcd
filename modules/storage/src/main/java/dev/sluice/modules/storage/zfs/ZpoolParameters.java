package dev.sluice.modules.storage.zfs;

import dev.sluice.spi.Description;
import dev.sluice.spi.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code zpool}. */
@Description(
        value = """
                Reports the health of a ZFS pool and the files that are damaged, and fails where that is worse than
                allowed. It changes nothing.""",
        example = """
                - zpool: { pool: main, critical: [/mnt/main/immich/, /mnt/main/paperless-ngx/] }
                  register: corruption
                """,
        returns = {
            "state: the pool's state, e.g. `ONLINE`",
            "errors: how many read, write and checksum errors its devices report",
            "damaged: files and objects with permanent errors",
            "critical: those of them that lie below a critical path",
            "scan: what it says about the last scrub"
        })
record ZpoolParameters(
        @Parameter(
                value = "Its name.",
                required = true,
                aliases = {"name"})
        String pool,

        @Parameter(value = "States with which it passes.", defaultValue = "ONLINE", split = true)
        List<String> states,

        @Parameter("Fail if its devices report more errors than this.") @Nullable
        Long max_errors,

        @Parameter("Fail if more files and objects than this are damaged.") @Nullable
        Long max_damaged,

        @Parameter("Fail if anything below one of these paths is damaged. A path with its `/` at the end means a"
                + " directory.")
        @Nullable
        List<String> critical) {}
