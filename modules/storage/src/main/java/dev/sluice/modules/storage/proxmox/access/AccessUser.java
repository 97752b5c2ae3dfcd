package dev.sluice.modules.storage.proxmox.access;

import java.util.List;
import java.util.Optional;

/**
 * A user of Proxmox VE.
 *
 * @param id with the realm: {@code csi@pve}
 * @param enabled whether it may log in
 * @param expire when it ends, in seconds since 1970; 0 for never
 * @param comment empty for none
 * @param email empty for none
 * @param groups sorted
 * @param tokens sorted by id
 */
public record AccessUser(
        String id,
        boolean enabled,
        long expire,
        String comment,
        String email,
        List<String> groups,
        List<AccessToken> tokens) {
    Optional<AccessToken> token(String name) {
        return tokens.stream().filter(each -> each.id().equals(name)).findFirst();
    }

    AccessUser withTokens(List<AccessToken> newTokens) {
        return new AccessUser(id, enabled, expire, comment, email, groups, newTokens);
    }
}
