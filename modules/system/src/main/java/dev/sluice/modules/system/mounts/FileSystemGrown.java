package dev.sluice.modules.system.mounts;

import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.modules.system.block.FileSystemSize;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;

/**
 * A file system is grown to the size of its device, as far as its groups of blocks allow.
 *
 * @param device which
 * @param type its type, as blkid names it
 * @param room the size of the device in bytes
 */
public record FileSystemGrown(DeviceName device, String type, long room) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // the answer to FileSystemSize is a size
    public <V> Answer<V> after(Fact<V> fact, World world) {
        return fact instanceof FileSystemSize size && size.device().equals(device)
                ? (Answer<V>) FileSystemSize.filling(device, type, room)
                : world.before(fact);
    }
}
