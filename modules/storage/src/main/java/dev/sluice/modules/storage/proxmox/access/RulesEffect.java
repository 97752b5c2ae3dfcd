package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules are set, in place of those about the same, and others go.
 *
 * @param set those that hold then
 * @param gone those that do not hold any more
 */
record RulesEffect(List<AccessRule> set, List<AccessRule> gone) implements Effect {
    RulesEffect {
        set = List.copyOf(set);
        gone = List.copyOf(gone);
    }

    @Override
    public void alter(Alterations alterations) {
        alterations.map(AccessRules.class, Reach.everything(), this::rules);
    }

    private List<AccessRule> rules(List<AccessRule> before) {
        Stream<AccessRule> others = before.stream()
                .filter(rule -> Stream.concat(set.stream(), gone.stream()).noneMatch(rule::isSameAs));
        return Stream.concat(others, set.stream()).sorted(AccessRules.ORDER).toList();
    }
}
