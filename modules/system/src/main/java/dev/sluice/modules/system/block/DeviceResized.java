package dev.sluice.modules.system.block;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.value.Answer;

/**
 * A device changes its size; what it carries stays as it is.
 *
 * @param device its name, any alias
 * @param size the new size in bytes
 */
public record DeviceResized(DeviceName device, Answer<Long> size) implements Effect {
    public static DeviceResized of(String device, long size) {
        return new DeviceResized(DeviceName.of(device), Answer.of(size));
    }

    @Override
    public void alter(Alterations alterations) {
        DeviceChange.of(alterations, device, before -> before.map(found -> found.map(each -> each.withSize(size))));
    }
}
