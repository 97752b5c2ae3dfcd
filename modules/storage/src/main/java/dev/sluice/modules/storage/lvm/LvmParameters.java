package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Description;
import dev.sluice.spi.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code lvm}. */
@Description(
        value = """
                Manages logical volumes. What a task is about follows from what it names: `vg` with `pvs` is a volume
                group, `lv` an ordinary volume, `pool` a thin pool, `lv` with `pool` a thin volume, `origin` a snapshot,
                `prune` the removal of old snapshots. Sizes are exact, rounded up to the group's extents, and mean *at
                least*: a volume is extended where it is too small, never shrunk and never created again. Disks that are
                not blank are refused before anything is written.""",
        example = """
                - lvm: { vg: sas, pvs: [/dev/sda] }
                - lvm: { vg: sas, lv: nfs-data, size: 1050G }
                - lvm: { vg: ssd, pool: ssd-data, size: 600G, metadata_size: 6G }
                - lvm: { vg: pve, pool: data, lv: immich-data, size: 1T }
                - lvm: { vg: ssd, origin: csi-db }
                - lvm: { vg: ssd, prune: { match: "csi-*-snap-*", older_than: 3d } }
                """,
        returns = {
            "vg: the volume group",
            "lv: the volume, pool or snapshot; absent where the task is about a group",
            "path: the volume's device, e.g. `/dev/sas/nfs-data`",
            "size: its size in the shortest exact form, e.g. `1050G`",
            "size_bytes: its size in bytes",
            "free_bytes: what is free in the group, where the task is about a group",
            "volumes: the names of the group's volumes, where the task is about a group",
            "removed: names of the snapshots that `prune` removes"
        })
record LvmParameters(
        @Parameter(value = "The volume group.", required = true)
        String vg,

        @Parameter(
                value = "Disks that the group consists of. Disks are added, never taken away. With `state: absent`,"
                        + " their labels are removed after the group.",
                aliases = {"pv"},
                split = true)
        @Nullable
        List<String> pvs,

        @Parameter("The volume.") @Nullable String lv,

        @Parameter(
                value =
                        "The thin pool; without `lv` it is what the task is about, with `lv` it is where the volume lives.",
                aliases = {"thinpool"})
        @Nullable
        String pool,

        @Parameter(
                "How large it is to be at least: a number with a unit (`1050G`, `512MiB`; `K M G T P` are powers of 1024),"
                        + " or a share: `100%FREE`, `50%VG`, for a snapshot `20%ORIGIN`. Of a thin volume it is the"
                        + " virtual size, of a pool the size of its data. A share of the free space below 100% only"
                        + " decides about the creation.")
        @Nullable
        String size,

        @Parameter(
                value = "How large the metadata of a thin pool is to be at least. A new pool gets one hundredth of its"
                        + " size if this is not given, at least 4M and at most 15G.",
                aliases = {"pool_metadata_size"})
        @Nullable
        ByteSize metadata_size,

        @Parameter(
                "Take a snapshot of this volume. With `lv` it gets that name and is taken once; without, it is called"
                        + " `ORIGIN-snap-YYYYMMDDhhmmss` (UTC) and one is taken at every run.")
        @Nullable
        String origin,

        @Parameter("Remove old snapshots of the group.") @Nullable
        Prune prune,

        @Parameter("The extent size of a new group; 4M if not given.") @Nullable
        ByteSize extent_size,

        @Parameter(value = "Whether it is to exist.", defaultValue = "present")
        State state,

        @Parameter(
                value =
                        "Overwrite disks that are not blank. Never overwrites what is mounted, has something built on it,"
                                + " or belongs to another group.",
                defaultValue = "false")
        boolean force) {
    /** Whether something is to exist. */
    enum State {
        PRESENT,
        ABSENT
    }

    /** Which snapshots are too old. */
    record Prune(
            @Parameter(
                    value =
                            "Names of snapshots, with `*` and `?`. The name must end with the time at which it was taken"
                                    + " as `YYYYMMDDhhmm` or `YYYYMMDDhhmmss` in UTC; others are left alone.",
                    required = true)
            String match,

            @Parameter(value = "How old a snapshot has to be: `3d`, `12h`, `90m`, `2w`.", required = true)
            String older_than,

            @Parameter(
                    value = "How many of the newest matching snapshots of each volume are kept whatever their age, so"
                            + " that a schedule that stopped does not lose the last one.",
                    defaultValue = "1")
            int keep) {}
}
