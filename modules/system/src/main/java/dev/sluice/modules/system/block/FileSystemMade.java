package dev.sluice.modules.system.block;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Optional;

/**
 * A device gets a new, empty file system or swap space. Its identifier is not known beforehand, its label is: asking
 * for {@code LABEL=...} finds the device.
 *
 * @param device its name, any alias
 * @param type e.g. {@code ext4}
 * @param label empty for none
 * @param usual whether it is made without options that may alter how much of the device it takes
 */
public record FileSystemMade(DeviceName device, String type, String label, boolean usual) implements Effect {
    public static FileSystemMade of(String device, String type, String label, boolean usual) {
        return new FileSystemMade(DeviceName.of(device), type, label, usual);
    }

    @Override
    public void alter(Alterations alterations) {
        String usage = "swap".equals(type) ? "other" : "filesystem";
        Signature made = new Signature(usage, type, label, Answer.unknown("the identifier that mkfs gives " + device));
        DeviceChange.of(
                alterations,
                device,
                before -> before.map(found -> found.map(each -> each.withSignature(Answer.of(Optional.of(made))))));
        if (!label.isEmpty()) {
            BlockDevice labelled = BlockDevice.at("LABEL=" + label);
            alterations.on(
                    BlockDevice.class,
                    Reach.at(labelled.names()),
                    (fact, before, world) -> fact.equals(labelled) ? world.after(new BlockDevice(device)) : before);
        }
        alterations.on(
                FileSystemSize.class,
                Reach.at(device.names()),
                (fact, before, world) -> fact.device().equals(device) ? size(world) : before);
    }

    private Answer<Optional<Long>> size(World world) {
        if (!usual) {
            return FileSystemSize.unknown(device);
        }
        return world.before(new BlockDevice(device))
                .flatMap(found -> found.map(BlockDevice.Found::size)
                        .orElse(Answer.unknown("the size of " + device))
                        .flatMap(room -> FileSystemSize.filling(device, type, room)));
    }
}
