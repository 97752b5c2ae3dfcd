package dev.sluice.modules.system.mounts;

import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.modules.system.block.FileSystemSize;
import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;

/**
 * A file system is grown to the size of its device, as far as its groups of blocks allow.
 *
 * @param device which
 * @param type its type, as blkid names it
 * @param room the size of the device in bytes
 */
public record FileSystemGrown(DeviceName device, String type, long room) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.on(
                FileSystemSize.class,
                Reach.at(device.names()),
                (size, before, world) ->
                        size.device().equals(device) ? FileSystemSize.filling(device, type, room) : before);
    }
}
