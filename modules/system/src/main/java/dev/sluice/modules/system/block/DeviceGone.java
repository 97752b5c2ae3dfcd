package dev.sluice.modules.system.block;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Optional;

/**
 * A device ceases to exist.
 *
 * @param device its name, any alias
 */
public record DeviceGone(DeviceName device) implements Effect {
    public static DeviceGone of(String device) {
        return new DeviceGone(DeviceName.of(device));
    }

    @Override
    public <V> Answer<V> after(Fact<V> fact, World world) {
        return DeviceChange.of(fact, world, device, before -> Answer.of(Optional.empty()));
    }
}
