package dev.sluice.modules.storage.proxmox;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
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
    @SuppressWarnings("unchecked") // each branch answers with the type that its question has
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (fact instanceof AccessRoles question) {
            return (Answer<V>) world.before(question).map(this::roles);
        }
        if (fact instanceof AccessRules question && role.isEmpty()) {
            return (Answer<V>) world.before(question)
                    .map(before -> before.stream()
                            .filter(rule -> !rule.role().equals(id))
                            .toList());
        }
        return world.before(fact);
    }

    private List<AccessRole> roles(List<AccessRole> before) {
        return Stream.concat(before.stream().filter(each -> !each.id().equals(id)), role.stream())
                .sorted(AccessRoles.ORDER)
                .toList();
    }
}
