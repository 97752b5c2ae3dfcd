package dev.sluice.modules.system.setup;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;

/**
 * The host gets another name, now and in {@code /etc/hostname}.
 *
 * @param name the new name
 */
public record HostNamed(String name) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.set(NodeName.class, Reach.everything(), name);
        alterations.map(SystemFacts.class, Reach.everything(), gathered -> gathered.withHostName(name));
    }
}
