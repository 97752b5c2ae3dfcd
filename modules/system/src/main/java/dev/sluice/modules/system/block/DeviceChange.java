package dev.sluice.modules.system.block;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Reach;
import dev.sluice.spi.value.Answer;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the effects on one block device have in common. */
final class DeviceChange {
    private DeviceChange() {}

    /** What is found at a device changes, whatever name it is asked for by. */
    static void of(
            Alterations alterations, DeviceName device, UnaryOperator<Answer<Optional<BlockDevice.Found>>> change) {
        alterations.on(BlockDevice.class, Reach.everything(), (asked, before, world) -> {
            boolean same = asked.device().equals(device) || isSame(before, world.before(new BlockDevice(device)));
            return same ? change.apply(before) : before;
        });
    }

    private static boolean isSame(
            Answer<Optional<BlockDevice.Found>> asked, Answer<Optional<BlockDevice.Found>> changed) {
        Optional<BlockDevice.Found> one = asked.orNull();
        Optional<BlockDevice.Found> other = changed.orNull();
        return one != null
                && other != null
                && one.isPresent()
                && other.isPresent()
                && one.get().realPath().equals(other.get().realPath());
    }
}
