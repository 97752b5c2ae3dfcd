package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user appears, changes or goes. The rules of a user who goes, and of tokens that the user no longer has, go too.
 *
 * @param id the user
 * @param user how the user is then; empty if the user goes
 */
record UserEffect(String id, Optional<AccessUser> user) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.map(AccessUsers.class, Reach.everything(), this::users);
        alterations.map(
                AccessRules.class,
                Reach.everything(),
                before -> before.stream().filter(this::stays).toList());
    }

    private List<AccessUser> users(List<AccessUser> before) {
        return Stream.concat(before.stream().filter(each -> !each.id().equals(id)), user.stream())
                .sorted(AccessUsers.ORDER)
                .toList();
    }

    private boolean stays(AccessRule rule) {
        return switch (rule.kind()) {
            case GROUP -> true;
            case USER -> user.isPresent() || !rule.subject().equals(id);
            case TOKEN ->
                !rule.subject().startsWith(id + "!")
                        || user.flatMap(each -> each.token(rule.subject().substring(id.length() + 1)))
                                .isPresent();
        };
    }
}
