package dev.sluice.modules.storage.exports;

import dev.sluice.spi.Description;
import dev.sluice.spi.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code exports}. */
@Description(
        value = """
                Exports a directory over NFS to some clients. Entries are managed one by one; every other line of the
                file stays as it is. Because one bad line withdraws every share after it, the new file is first tried in
                a private mount namespace with an export table of its own, and what exportfs accepts without an error
                although it is wrong (a blank before the parenthesis, a host that does not resolve, a directory that
                does not exist) is found before. Afterwards the export table has to show the entries.""",
        example = """
                - exports:
                    path: /srv/nfs
                    clients: [10.0.20.0/24]
                    options: [rw, sync, no_subtree_check, no_root_squash]
                """,
        returns = {"path: the directory", "clients: the clients", "file: the file that was looked at"})
record ExportsParameters(
        @Parameter(value = "The directory to export, absolute.", required = true, line = true)
        String path,

        @Parameter(
                value =
                        "Who may mount it: addresses, networks (`10.0.20.0/24`), hosts, `*.example.org`, `@netgroup`, or"
                                + " `*` for everyone. With `state: absent`, none means all.",
                aliases = {"client"},
                split = true,
                line = true)
        @Nullable
        List<String> clients,

        @Parameter(
                value =
                        "Options as in exports(5), the same for all clients of the task. Without `rw` the clients may only"
                                + " read.",
                defaultValue = "sync,no_subtree_check",
                split = true,
                line = true)
        List<String> options,

        @Parameter(value = "Whether the entries are to exist.", defaultValue = "present")
        State state,

        @Parameter(
                value = "The file: `/etc/exports` or a `*.exports` in `/etc/exports.d`.",
                defaultValue = "/etc/exports")
        String file) {
    /** Whether entries are to exist. */
    enum State {
        PRESENT,
        ABSENT
    }
}
