package dev.sluice.modules.storage.disk;

import dev.sluice.modules.storage.lvm.PhysicalVolumes;
import dev.sluice.modules.system.block.BlockDevice;
import dev.sluice.modules.system.mounts.DeviceUse;
import dev.sluice.modules.system.mounts.MountTable;
import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets a run go on only if a disk is blank. Reads, and never changes anything. */
public final class BlankDiskModule implements Module<BlankDiskParameters> {
    private static final String MEMBER = "LVM2_member";

    @Override
    public String name() {
        return "blank-disk";
    }

    @Override
    public Class<BlankDiskParameters> parameters() {
        return BlankDiskParameters.class;
    }

    @Override
    public Plan plan(BlankDiskParameters wanted, Facts facts) {
        BlockDevice question = BlockDevice.at(wanted.device());
        facts.prefetch(question, new MountTable());
        BlockDevice.Found disk = facts.get(question)
                .filter(found -> found.kind().equals("block"))
                .orElseThrow(() -> new TaskFailure("no such disk: '" + wanted.device()
                        + "' (or it is not a block device); 'lsblk' lists what there is"));
        checkSize(wanted, disk);
        if (isMember(wanted, disk, facts)) {
            return Plan.unchanged(values(disk, List.of("a signature of type " + MEMBER), false));
        }
        DeviceUse use = DeviceUse.of(facts, wanted.device(), disk);
        if (!use.isBlank()) {
            throw new TaskFailure(
                    "disk '" + disk.realPath().get() + "' is not blank: it has " + String.join(", ", use.all())
                            + ". Whatever is done to it now may destroy that; check that it is the right disk",
                    values(disk, use.all(), false));
        }
        return Plan.unchanged(values(disk, List.of(), true));
    }

    private static boolean isMember(BlankDiskParameters wanted, BlockDevice.Found disk, Facts facts) {
        return wanted.unless_vg() != null
                && disk.signature()
                        .get()
                        .filter(each -> each.type().equals(MEMBER))
                        .isPresent()
                && facts.get(new PhysicalVolumes()).stream()
                        .anyMatch(each -> each.device().equals(disk.realPath().get())
                                && each.group().equals(wanted.unless_vg()));
    }

    private static void checkSize(BlankDiskParameters wanted, BlockDevice.Found disk) {
        ByteSize least = wanted.min_size();
        long size = disk.size().get();
        if (least != null && size < least.bytes()) {
            throw new TaskFailure("disk '" + disk.realPath().get() + "' has " + new ByteSize(size) + ", less than the "
                    + least + " expected; is it the right disk?");
        }
    }

    private static Map<String, Object> values(BlockDevice.Found disk, List<String> found, boolean blank) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("blank", blank);
        values.put("device", disk.realPath().get());
        values.put("size_bytes", disk.size().get());
        values.put("found", new ArrayList<Object>(found));
        return values;
    }

    @Override
    public boolean altersNothing() {
        return true;
    }
}
