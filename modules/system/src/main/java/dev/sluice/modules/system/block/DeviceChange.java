package dev.sluice.modules.system.block;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the effects on one block device have in common. */
final class DeviceChange {
    private DeviceChange() {}

    /** The answer to a question after one device has changed; a device named by a tag may be the one that changed. */
    /** What is found at a device changes, whatever name it is asked for by. */
    static void of(
            Alterations alterations, DeviceName device, UnaryOperator<Answer<Optional<BlockDevice.Found>>> change) {
        Set<Name> names = new LinkedHashSet<>(device.names());
        names.add(DeviceName.TAGGED);
        alterations.on(BlockDevice.class, Reach.at(names), (asked, before, world) -> {
            boolean same = asked.device().equals(device)
                    || asked.device().isTag() && isSame(before, world.before(new BlockDevice(device)));
            return same ? change.apply(before) : before;
        });
    }

    private static boolean isSame(
            Answer<Optional<BlockDevice.Found>> tagged, Answer<Optional<BlockDevice.Found>> changed) {
        Optional<BlockDevice.Found> one = tagged.orNull();
        Optional<BlockDevice.Found> other = changed.orNull();
        return one != null
                && other != null
                && one.isPresent()
                && other.isPresent()
                && one.get().realPath().equals(other.get().realPath());
    }

    /** An answer of the type that the question has; sound because only {@link BlockDevice} gets here. */
}
