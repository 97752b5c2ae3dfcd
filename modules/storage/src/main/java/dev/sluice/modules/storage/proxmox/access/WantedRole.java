package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameter {@code role}. */
record WantedRole(
        @Parameter(
                value = "Its name.",
                required = true,
                aliases = {"name", "roleid"})
        String id,

        @Parameter(
                value = "Its privileges, compared as a set; those of a role that is there stay if this is not given.",
                split = true)
        @Nullable
        List<String> privs,

        @Parameter("Whether privileges that it has besides stay.")
        boolean append) {
    WantedRole {
        AccessNames.role(id);
        if (privs != null) {
            privs.forEach(AccessNames::privilege);
        }
        AccessNames.require(!append || privs != null, "'append' needs 'privs'");
    }
}
