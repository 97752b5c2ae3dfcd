package dev.sluice.modules.storage.proxmox.storage;

import dev.sluice.spi.Description;
import dev.sluice.spi.Parameter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code pvesm}. */
@Description(
        value = """
                Defines storages of Proxmox VE. Because `pvesm add` succeeds for a volume group that does not exist and
                for an ordinary volume in place of a thin pool, these are checked before, and afterwards the storage has
                to be active. What makes a storage what it is (`path`, `vgname`, `thinpool`, `server`, `export`, `pool`)
                cannot be changed: remove the definition and add it again. Removing a definition leaves the data.""",
        example = """
                - pvesm: { storage: ssd-csi, type: lvmthin, vgname: ssd, thinpool: ssd-data, content: [images, rootdir] }
                """,
        returns = {"storage: its id", "status: `active`, `inactive` or `disabled`", "type: its type"})
record PvesmParameters(
        @Parameter(
                value = "Its id.",
                required = true,
                aliases = {"id", "name"})
        String storage,

        @Parameter("Its type: `dir`, `nfs`, `lvm`, `lvmthin`, `zfspool` or `btrfs`. Needed for a new one.") @Nullable
        String type,

        @Parameter(
                value =
                        "What it may hold: `images`, `rootdir`, `iso`, `vztmpl`, `backup`, `snippets`; compared as a set."
                                + " A new storage gets its type's default if this is not given.",
                split = true)
        @Nullable
        List<String> content,

        @Parameter("The directory of a `dir` or `btrfs`.") @Nullable
        String path,

        @Parameter(
                value = "The volume group of an `lvm` or `lvmthin`.",
                aliases = {"vg"})
        @Nullable
        String vgname,

        @Parameter("The thin pool of an `lvmthin`.") @Nullable
        String thinpool,

        @Parameter("The server of an `nfs`.") @Nullable String server,

        @Parameter("The exported directory of an `nfs`.") @Nullable
        String export,

        @Parameter("The ZFS pool or data set of a `zfspool`.") @Nullable
        String pool,

        @Parameter(value = "The nodes that have it; all if not given.", split = true) @Nullable
        List<String> nodes,

        @Parameter("Whether it is switched off.") @Nullable Boolean disable,

        @Parameter("Whether all nodes see the same content.") @Nullable
        Boolean shared,

        @Parameter("Further options of `pvesm`, such as `prune-backups` or `is_mountpoint`.") @Nullable
        Map<String, String> options,

        @Parameter(value = "Whether it is to be defined.", defaultValue = "present")
        State state) {
    /** Whether a storage is to be defined. */
    enum State {
        PRESENT,
        ABSENT
    }
}
