package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameter {@code token}. */
record WantedToken(
        @Parameter(value = "Whose it is: `csi@pve`.", required = true)
        String user,

        @Parameter(
                value = "Its name among the user's tokens.",
                required = true,
                aliases = {"name", "tokenid"})
        String id,

        @Parameter("Whether it has only the privileges that are granted to itself; a new one has if this is not given.")
        @Nullable
        Boolean privsep,

        @Parameter("A comment.") @Nullable String comment,

        @Parameter("When it ends, in seconds since 1970; 0 for never.") @Nullable
        Long expire,

        @Parameter("Where its secret is kept on the controller. Needed unless it is `absent`.") @Nullable
        WantedStore store,

        @Parameter(
                "Whether a token whose secret is not in the store gets a new one, and whether a secret that the store"
                        + " still has of a token that is gone is replaced. The old secret is invalid afterwards.")
        boolean regenerate) {
    WantedToken {
        AccessNames.user(user);
        AccessNames.token(id);
        if (expire != null) {
            AccessNames.expire(expire);
        }
    }

    /** {@code user@realm!id}. */
    String fullId() {
        return user + "!" + id;
    }
}
