package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameter {@code user}. */
record WantedUser(
        @Parameter(
                value = "The user: `csi@pve`, or `csi` with `realm`.",
                required = true,
                aliases = {"name", "userid"})
        String id,

        @Parameter("The realm, if `id` does not say it.") @Nullable
        String realm,

        @Parameter("A comment.") @Nullable String comment,

        @Parameter("An address.") @Nullable String email,

        @Parameter("Whether the user may log in. A new one may if this is not given.") @Nullable
        Boolean enable,

        @Parameter("When the user ends, in seconds since 1970; 0 for never.") @Nullable
        Long expire,

        @Parameter(
                value = "The groups that the user is in, exactly; none of them is changed if this is not given.",
                split = true)
        @Nullable
        List<String> groups) {
    WantedUser {
        if (realm != null) {
            AccessNames.realm(realm);
            AccessNames.require(
                    !id.contains("@") || id.endsWith("@" + realm),
                    "'" + id + "' says another realm than '" + realm + "'");
            id = id.contains("@") ? id : id + "@" + realm;
        }
        AccessNames.user(id);
        if (expire != null) {
            AccessNames.expire(expire);
        }
        if (groups != null) {
            groups.forEach(AccessNames::group);
        }
    }
}
