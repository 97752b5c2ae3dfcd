package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Description;
import dev.sluice.spi.Parameter;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code pveum}: exactly one thing at a time. */
@Description(
        value = """
                Manages users, roles, permissions and API tokens of Proxmox VE. Proxmox VE shows the secret of a token once:
                it goes straight into a file of the controller that `ansible-vault` can read, before anything else
                happens, and is shown nowhere. If that file could not be written, the token is not made. If the token is
                there and the file has not its secret, the task fails, because nobody can read the secret again;
                `regenerate` creates the token again. `vars_files` and `include_vars` read the file back, and the task
                registers the secret as a secret value in every run. Users log in with a password that they are given
                otherwise: this module sets none.""",
        example = """
                - pveum: { role: { id: CSI, privs: [VM.Audit, VM.Config.Disk, Datastore.Allocate, Datastore.Audit] } }
                - pveum: { user: { id: csi@pve, comment: storage driver } }
                - pveum: { acl: { path: /, roles: CSI, users: csi@pve } }
                - pveum:
                    token: { user: csi@pve, id: csi, privsep: false, store: { path: secrets.yml, key: csi_token } }
                  register: csi
                """,
        returns = {
            "user: the user, of a user or a token",
            "role: the role",
            "privs: the privileges of the role",
            "path: the path of the permission",
            "full_tokenid: `user@realm!token`",
            "value: the token's secret, a secret value; unknown until the token is made"
        })
record PveumParameters(
        @Parameter("A user.") @Nullable WantedUser user,

        @Parameter("A role.") @Nullable WantedRole role,

        @Parameter("A permission: who has which roles on a path.") @Nullable
        WantedRule acl,

        @Parameter("An API token of a user.") @Nullable WantedToken token,

        @Parameter(value = "Whether it is to be there.", defaultValue = "present")
        State state) {
    /** Whether something is to be there. */
    enum State {
        PRESENT,
        ABSENT
    }

    PveumParameters {
        long given = Stream.of(user, role, acl, token).filter(Objects::nonNull).count();
        AccessNames.require(given == 1, "say exactly one of 'user', 'role', 'acl' and 'token'");
        AccessNames.require(
                token == null || token.store() != null || state == State.ABSENT,
                "the token needs a 'store': Proxmox VE shows its secret once, and it has to go somewhere");
        AccessNames.require(
                role == null || !role.id().matches("(?i)pve.*") || role.privs() == null,
                "names of roles that begin with 'PVE' are Proxmox VE's own");
    }
}
