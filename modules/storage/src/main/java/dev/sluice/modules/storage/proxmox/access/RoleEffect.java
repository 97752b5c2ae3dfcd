package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A role appears, changes or goes. The rules that grant a role that goes are dropped.
 *
 * @param id the role
 * @param role how the role is then; empty if it goes
 */
record RoleEffect(String id, Optional<AccessRole> role) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.map(AccessRoles.class, Reach.everything(), this::roles);
        if (role.isEmpty()) {
            alterations.map(
                    AccessRules.class,
                    Reach.everything(),
                    before -> before.stream()
                            .filter(rule -> !rule.role().equals(id))
                            .toList());
        }
    }

    private List<AccessRole> roles(List<AccessRole> before) {
        return Stream.concat(before.stream().filter(each -> !each.id().equals(id)), role.stream())
                .sorted(AccessRoles.ORDER)
                .toList();
    }
}
