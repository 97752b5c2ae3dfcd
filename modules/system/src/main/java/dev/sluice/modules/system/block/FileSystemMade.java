package dev.sluice.modules.system.block;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
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
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (!label.isEmpty() && fact.equals(BlockDevice.at("LABEL=" + label))) {
            return DeviceChange.asIts(fact, world.after(new BlockDevice(device)));
        }
        if (fact instanceof FileSystemSize size && size.device().equals(device)) {
            return cast(size(world));
        }
        String usage = "swap".equals(type) ? "other" : "filesystem";
        Signature made = new Signature(usage, type, label, Answer.unknown("the identifier that mkfs gives " + device));
        return DeviceChange.of(
                fact,
                world,
                device,
                before -> before.map(found -> found.map(each -> each.withSignature(Answer.of(Optional.of(made))))));
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

    @SuppressWarnings("unchecked") // the answer to FileSystemSize is a size
    private static <V> Answer<V> cast(Answer<Optional<Long>> answer) {
        return (Answer<V>) answer;
    }
}
