package dev.sluice.modules.storage.proxmox.access;

import java.util.Locale;

/**
 * An entry of an access control list: somebody has a role on a path.
 *
 * @param path e.g. {@code /storage/ssd-csi}
 * @param kind what the subject is
 * @param subject {@code csi@pve}, {@code csi@pve!token} or the name of a group
 * @param role its name
 * @param propagate whether it holds below the path too
 */
public record AccessRule(String path, Kind kind, String subject, String role, boolean propagate) {
    /** Who has the role. */
    public enum Kind {
        USER,
        GROUP,
        TOKEN;

        /** As the API names it, and its option with an {@code s}. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is about the same subject, path and role. */
    boolean isSameAs(AccessRule other) {
        return path.equals(other.path)
                && kind == other.kind
                && subject.equals(other.subject)
                && role.equals(other.role);
    }
}
