package dev.sluice.modules.system.block;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Optional;

/**
 * A blank device comes into being, e.g. a logical volume.
 *
 * @param device its name, any alias
 * @param size its size in bytes
 */
public record DeviceAppears(DeviceName device, Answer<Long> size) implements Effect {
    /** A device of a known size. */
    public static DeviceAppears of(String device, long size) {
        return new DeviceAppears(DeviceName.of(device), Answer.of(size));
    }

    @Override
    public void alter(Alterations alterations) {
        DeviceChange.of(
                alterations,
                device,
                before -> Answer.of(Optional.of(new BlockDevice.Found(
                        "block",
                        Answer.unknown("the kernel's number for " + device),
                        size,
                        Answer.of(Optional.empty()),
                        Answer.of(List.of()),
                        Answer.of(BlockDevice.Traces.none(
                                Answer.unknown("what the kernel says of the new " + device)))))));
    }
}
