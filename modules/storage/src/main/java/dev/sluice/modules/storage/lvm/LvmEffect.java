package dev.sluice.modules.storage.lvm;

import dev.sluice.modules.system.block.BlockDevice;
import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.spi.Alterations;
import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How a change alters LVM's own facts; what becomes of the devices is told by the effects on block devices. */
sealed interface LvmEffect extends Effect {
    String MEMBER = "LVM2_member";

    /** A disk becomes a physical volume of no group; {@code pvcreate} writes at its start only. */
    record PhysicalVolumeMade(String device) implements LvmEffect {
        @Override
        public void alter(Alterations alterations) {
            alterations.map(PhysicalVolumes.class, Reach.everything(), this::physicalVolumes);
        }

        private List<PhysicalVolume> physicalVolumes(List<PhysicalVolume> before) {
            return sorted(
                    Stream.concat(
                            before.stream().filter(each -> !each.device().equals(device)),
                            Stream.of(new PhysicalVolume(device, ""))),
                    PhysicalVolumes.ORDER);
        }
    }

    /** A disk is a physical volume no more. */
    record PhysicalVolumeWiped(String device) implements LvmEffect {
        @Override
        public void alter(Alterations alterations) {
            alterations.map(PhysicalVolumes.class, Reach.everything(), this::physicalVolumes);
        }

        private List<PhysicalVolume> physicalVolumes(List<PhysicalVolume> before) {
            return before.stream().filter(each -> !each.device().equals(device)).toList();
        }
    }

    /** Physical volumes join a group, which may be new. */
    record GroupGrows(String group, ByteSize extentSize, Answer<Long> bytes, List<String> devices)
            implements LvmEffect {
        @Override
        public void alter(Alterations alterations) {
            alterations.on(
                    VolumeGroups.class, Reach.everything(), (fact, before, world) -> before.flatMap(this::groups));
            alterations.map(PhysicalVolumes.class, Reach.everything(), this::physicalVolumes);
            membersUnclear(alterations);
        }

        private Answer<List<VolumeGroup>> groups(List<VolumeGroup> before) {
            return bytes.map(known -> {
                VolumeGroup grown = before.stream()
                        .filter(each -> each.name().equals(group))
                        .findFirst()
                        .orElseGet(() -> new VolumeGroup(group, new ByteSize(0), new ByteSize(0), extentSize, 0))
                        .growing(known);
                return sorted(
                        Stream.concat(
                                before.stream().filter(each -> !each.name().equals(group)), Stream.of(grown)),
                        Comparator.comparing(VolumeGroup::name));
            });
        }

        private List<PhysicalVolume> physicalVolumes(List<PhysicalVolume> before) {
            return sorted(
                    Stream.concat(
                            before.stream().filter(each -> !devices.contains(each.device())),
                            devices.stream().map(device -> new PhysicalVolume(device, group))),
                    PhysicalVolumes.ORDER);
        }
    }

    /** An empty group is dissolved; its physical volumes stay. */
    record GroupDissolved(String group) implements LvmEffect {
        @Override
        public void alter(Alterations alterations) {
            alterations.on(
                    VolumeGroups.class, Reach.everything(), (fact, before, world) -> before.flatMap(this::groups));
            alterations.map(PhysicalVolumes.class, Reach.everything(), this::physicalVolumes);
            membersUnclear(alterations);
        }

        private Answer<List<VolumeGroup>> groups(List<VolumeGroup> before) {
            return Answer.of(
                    before.stream().filter(each -> !each.name().equals(group)).toList());
        }

        private List<PhysicalVolume> physicalVolumes(List<PhysicalVolume> before) {
            return sorted(
                    before.stream()
                            .map(each -> each.group().equals(group) ? new PhysicalVolume(each.device(), "") : each),
                    PhysicalVolumes.ORDER);
        }
    }

    /** A volume appears, or takes the place of the one with its name. */
    record VolumeBecomes(LogicalVolume volume) implements LvmEffect {
        @Override
        public void alter(Alterations alterations) {
            alterations.map(LogicalVolumes.class, Reach.everything(), this::volumes);
            childrenUnclear(alterations);
        }

        private List<LogicalVolume> volumes(List<LogicalVolume> before) {
            return sorted(
                    Stream.concat(
                            before.stream().filter(each -> !each.is(volume.group(), volume.name())), Stream.of(volume)),
                    LogicalVolumes.ORDER);
        }
    }

    /** A volume is removed; snapshots in its pool lose their origin and live on. */
    record VolumeDisappears(String group, String name) implements LvmEffect {
        @Override
        public void alter(Alterations alterations) {
            alterations.map(LogicalVolumes.class, Reach.everything(), this::volumes);
            childrenUnclear(alterations);
        }

        private List<LogicalVolume> volumes(List<LogicalVolume> before) {
            return before.stream()
                    .filter(each -> !each.is(group, name))
                    .map(each -> each.group().equals(group) && each.origin().equals(name) ? orphan(each) : each)
                    .toList();
        }

        private static LogicalVolume orphan(LogicalVolume snapshot) {
            return new LogicalVolume(
                    snapshot.group(),
                    snapshot.name(),
                    snapshot.kind(),
                    snapshot.size(),
                    snapshot.metadata(),
                    snapshot.pool(),
                    "",
                    snapshot.active(),
                    snapshot.health());
        }
    }

    /** Extents of a group are taken; given back where the number is negative. */
    record ExtentsTaken(String group, Answer<Long> bytes) implements LvmEffect {
        @Override
        public void alter(Alterations alterations) {
            alterations.on(
                    VolumeGroups.class, Reach.everything(), (fact, before, world) -> before.flatMap(this::groups));
        }

        private Answer<List<VolumeGroup>> groups(List<VolumeGroup> before) {
            return bytes.map(known -> before.stream()
                    .map(each -> each.name().equals(group) ? each.taking(known) : each)
                    .toList());
        }
    }

    /** A group's spare for metadata gets a size; 0 removes it. */
    record SpareBecomes(String group, ByteSize size) implements LvmEffect {
        @Override
        public void alter(Alterations alterations) {
            alterations.map(MetadataSpares.class, Reach.everything(), this::spares);
        }

        private Map<String, ByteSize> spares(Map<String, ByteSize> before) {
            Map<String, ByteSize> spares = new TreeMap<>(before);
            if (size.bytes() == 0) {
                spares.remove(group);
            } else {
                spares.put(group, size);
            }
            return spares;
        }
    }

    /** A snapshot shows what its origin carries, under a device of its own. */
    record ContentShared(DeviceName snapshot, DeviceName origin) implements LvmEffect {
        @Override
        public void alter(Alterations alterations) {
            alterations.on(BlockDevice.class, Reach.at(snapshot.names()), (asked, before, world) -> {
                if (!asked.device().equals(snapshot)) {
                    return before;
                }
                return before.flatMap(device -> world.before(new BlockDevice(origin))
                        .map(source ->
                                device.map(found -> source.map(original -> found.withSignature(original.signature()))
                                        .orElse(found))));
            });
        }
    }

    private static <T> List<T> sorted(Stream<T> elements, Comparator<T> order) {
        return new ArrayList<>(elements.sorted(order).toList());
    }

    /** Which disks of a group carry a volume is LVM's choice. */
    private static void childrenUnclear(Alterations alterations) {
        alterations.map(BlockDevice.class, Reach.everything(), LvmEffect::deviceUnclear);
    }

    private static Optional<BlockDevice.Found> deviceUnclear(Optional<BlockDevice.Found> before) {
        return before.map(found -> isMember(found)
                ? found.withChildren(Answer.unknown("where LVM places the volume"))
                        .withTraces(Answer.unknown(
                                "what LVM keeps on " + found.realPath().toValue()))
                : found);
    }

    /** Which group a disk belongs to, and with which volumes. */
    private static void membersUnclear(Alterations alterations) {
        alterations.map(
                BlockDevice.class,
                Reach.everything(),
                before -> before.map(found -> isMember(found)
                        ? found.withTraces(Answer.unknown(
                                "what LVM keeps on " + found.realPath().toValue()))
                        : found));
    }

    private static boolean isMember(BlockDevice.Found found) {
        return !found.signature().isKnown()
                || found.signature()
                        .get()
                        .filter(each -> each.type().equals(MEMBER))
                        .isPresent();
    }
}
