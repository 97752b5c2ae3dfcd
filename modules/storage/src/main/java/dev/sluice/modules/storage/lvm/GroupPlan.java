package dev.sluice.modules.storage.lvm;

import dev.sluice.modules.system.block.BlockDevice;
import dev.sluice.modules.system.block.SignatureWritten;
import dev.sluice.modules.system.mounts.DeviceUse;
import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A volume group and the disks that it consists of. */
final class GroupPlan {
    private static final long MEBIBYTE = 1 << 20;
    private static final ByteSize DEFAULT_EXTENT = new ByteSize(4 * MEBIBYTE);

    private final LvmParameters wanted;
    private final Facts facts;
    private final List<Change> changes = new ArrayList<>();
    private final List<Disk> joining = new ArrayList<>();

    private GroupPlan(LvmParameters wanted, Facts facts) {
        this.wanted = wanted;
        this.facts = facts;
    }

    static Plan of(LvmParameters wanted, Facts facts) {
        return new GroupPlan(wanted, facts).plan();
    }

    private Plan plan() {
        facts.prefetch(new VolumeGroups(), new PhysicalVolumes(), new LogicalVolumes());
        Optional<VolumeGroup> present = facts.get(new VolumeGroups()).stream()
                .filter(each -> each.name().equals(wanted.vg()))
                .findFirst();
        List<String> disks = wanted.pvs() == null ? List.of() : wanted.pvs();
        if (present.isEmpty()) {
            LvmNames.checkGroup(wanted.vg());
            if (disks.isEmpty()) {
                throw new TaskFailure(
                        "volume group '" + wanted.vg() + "' does not exist, and the task names no disks to make it of",
                        "add pvs: [/dev/...]");
            }
        }
        checkExtentSize(present);
        disks.forEach(this::disk);
        if (!joining.isEmpty()) {
            changes.add(join(present));
        }
        return Plan.changes(changes, values(present));
    }

    /** Sizes are those after the changes, as far as they are known before. */
    private Map<String, Object> values(Optional<VolumeGroup> present) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("vg", wanted.vg());
        if (joining.isEmpty() && present.isPresent()) {
            values.put("size_bytes", present.get().size().bytes());
            values.put("free_bytes", present.get().free().bytes());
        } else {
            values.put("size_bytes", new Unknown("what LVM makes of the disks of " + wanted.vg()));
            values.put("free_bytes", new Unknown("what LVM makes of the disks of " + wanted.vg()));
        }
        values.put(
                "volumes",
                new ArrayList<Object>(facts.get(new LogicalVolumes()).stream()
                        .filter(each -> each.group().equals(wanted.vg()))
                        .map(LogicalVolume::name)
                        .toList()));
        return values;
    }

    private void checkExtentSize(Optional<VolumeGroup> present) {
        ByteSize asked = wanted.extent_size();
        if (asked != null && present.isPresent() && !present.get().extentSize().equals(asked)) {
            throw new TaskFailure("volume group '" + wanted.vg() + "' has extents of "
                    + present.get().extentSize() + ", not " + asked + "; that cannot be changed by this module");
        }
        if (asked != null && Long.bitCount(asked.bytes()) != 1) {
            throw new TaskFailure("extent_size: " + asked + " is not a power of two");
        }
    }

    private void disk(String path) {
        List<PhysicalVolume> known = facts.get(new PhysicalVolumes());
        if (belongsHere(known, path)) {
            return;
        }
        BlockDevice.Found found = facts.get(BlockDevice.at(path))
                .filter(each -> each.kind().equals("block"))
                .orElseThrow(() -> new TaskFailure("no such disk: '" + path + "' (or it is not a block device);"
                        + " 'lsblk' lists what there is"));
        Disk disk = new Disk(found.realPath().get(), found);
        if (belongsHere(known, disk.device())) {
            return;
        }
        Optional<PhysicalVolume> member = known.stream()
                .filter(each -> each.device().equals(disk.device()))
                .findFirst();
        member.filter(each -> !each.group().isEmpty()).ifPresent(each -> {
            throw new TaskFailure("disk '" + path + "' belongs to volume group '" + each.group() + "'; it cannot join '"
                    + wanted.vg() + "' unless it leaves that one (vgreduce)");
        });
        if (member.isEmpty()) {
            changes.add(initialise(disk));
        }
        joining.add(disk);
    }

    /** A disk that is to join, under the kernel's name. */
    private record Disk(String device, BlockDevice.Found found) {}

    private boolean belongsHere(List<PhysicalVolume> known, String device) {
        return known.contains(new PhysicalVolume(device, wanted.vg()));
    }

    private Change initialise(Disk disk) {
        DeviceUse use = DeviceUse.of(facts, disk.device(), disk.found());
        use.requireOverwritable("Making it a physical volume", wanted.force());
        List<Step<?>> steps = use.isBlank()
                ? List.of(Steps.Run.script("pvcreate {}", disk.device()))
                : List.of(
                        Steps.Run.script("wipefs --all {}", disk.device()),
                        Steps.Run.script("pvcreate --yes --force --force {}", disk.device()));
        List<Effect> effects = List.of(
                new LvmEffect.PhysicalVolumeMade(disk.device()), SignatureWritten.physicalVolume(disk.device()));
        return Change.of(
                        disk.device(),
                        "physical volume",
                        use.isBlank() ? "blank" : String.join(", ", use.contents()),
                        "physical volume",
                        steps,
                        effects)
                .withRisk(use.risk());
    }

    private Change join(Optional<VolumeGroup> present) {
        ByteSize extent = present.map(VolumeGroup::extentSize)
                .orElse(wanted.extent_size() == null ? DEFAULT_EXTENT : wanted.extent_size());
        List<String> devices = joining.stream().map(Disk::device).toList();
        Steps.Run step = present.isPresent()
                ? Steps.Run.script("vgextend {} {}", wanted.vg(), devices)
                : Steps.Run.script("vgcreate --physicalextentsize {}b {} {}", extent.bytes(), wanted.vg(), devices);
        Change change = Change.of(
                wanted.vg(),
                present.isPresent() ? "disks" : "volume group",
                present.map(group -> group.size().toString()).orElse(""),
                String.join(", ", devices),
                List.of(step),
                List.of(new LvmEffect.GroupGrows(wanted.vg(), extent, usable(extent), devices)));
        return present.isPresent()
                ? change
                : change.withUndo(new Change.Undo(
                        "remove the volume group as long as it is empty",
                        List.of(Steps.Run.script("vgremove {}", wanted.vg()))));
    }

    /**
     * What LVM makes of a disk: its data starts after 1 MiB, or at a multiple of the disk's best transfer size if that
     * does not divide 1 MiB (lvm.conf(5), data_alignment_detection), and is used in whole extents.
     */
    private Answer<Long> usable(ByteSize extent) {
        long bytes = 0;
        for (Disk disk : joining) {
            Long transfer = disk.found().traces().get().transfer().orNull();
            if (transfer == null || transfer > 0 && MEBIBYTE % transfer != 0) {
                return Answer.unknown("how LVM aligns its data on " + disk.device());
            }
            bytes += (disk.found().size().get() - MEBIBYTE) / extent.bytes() * extent.bytes();
        }
        return Answer.of(bytes);
    }
}
