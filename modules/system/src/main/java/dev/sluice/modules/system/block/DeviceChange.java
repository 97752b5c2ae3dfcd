package dev.sluice.modules.system.block;

import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the effects on one block device have in common. */
final class DeviceChange {
    private DeviceChange() {}

    /** The answer to a question after one device has changed; a device named by a tag may be the one that changed. */
    static <V> Answer<V> of(
            Fact<V> fact, World world, DeviceName device, UnaryOperator<Answer<Optional<BlockDevice.Found>>> change) {
        if (!(fact instanceof BlockDevice asked)) {
            return world.before(fact);
        }
        if (asked.device().equals(device)) {
            return asIts(fact, change.apply(world.before(asked)));
        }
        if (asked.device().isTag() && isSame(world.before(asked), world.before(new BlockDevice(device)))) {
            return asIts(fact, change.apply(world.before(asked)));
        }
        return world.before(fact);
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
    @SuppressWarnings("unchecked")
    static <V> Answer<V> asIts(Fact<V> fact, Answer<Optional<BlockDevice.Found>> answer) {
        return (Answer<V>) answer;
    }
}
