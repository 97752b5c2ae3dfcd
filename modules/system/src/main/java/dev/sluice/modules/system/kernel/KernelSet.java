package dev.sluice.modules.system.kernel;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import java.util.Optional;

/**
 * A kernel setting gets another value at once.
 *
 * @param key which
 * @param value the new value
 */
public record KernelSet(String key, String value) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.set(KernelSetting.class, Reach.at(new Name("kernel parameter", key)), Optional.of(value));
    }
}
