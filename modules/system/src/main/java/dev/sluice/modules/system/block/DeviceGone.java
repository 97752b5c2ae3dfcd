package dev.sluice.modules.system.block;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
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
    public void alter(Alterations alterations) {
        DeviceChange.of(alterations, device, before -> Answer.of(Optional.empty()));
    }
}
