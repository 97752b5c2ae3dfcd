package dev.sluice.modules.storage.disk;

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
        DiskContent.Found disk = facts.get(new DiskContent(wanted.device()))
                .orElseThrow(() -> new TaskFailure("no such disk: '" + wanted.device()
                        + "' (or it is not a block device); 'lsblk' lists what there is"));
        checkSize(wanted, disk);
        if (disk.signatures().equals(List.of(MEMBER)) && isMember(wanted, disk, facts)) {
            return Plan.unchanged(values(disk, false));
        }
        List<String> obstacles = disk.obstacles();
        if (!obstacles.isEmpty()) {
            throw new TaskFailure(
                    "disk '" + disk.device() + "' is not blank: it has " + String.join(", ", obstacles)
                            + ". Whatever is done to it now may destroy that; check that it is the right disk",
                    values(disk, false));
        }
        return Plan.unchanged(values(disk, true));
    }

    private static boolean isMember(BlankDiskParameters wanted, DiskContent.Found disk, Facts facts) {
        return wanted.unless_vg() != null
                && facts.get(new dev.sluice.modules.storage.lvm.PhysicalVolumes()).stream()
                        .anyMatch(each -> each.device().equals(disk.device())
                                && each.group().equals(wanted.unless_vg()));
    }

    private static void checkSize(BlankDiskParameters wanted, DiskContent.Found disk) {
        ByteSize least = wanted.min_size();
        if (least != null && disk.size() < least.bytes()) {
            throw new TaskFailure("disk '" + disk.device() + "' has " + new ByteSize(disk.size()) + ", less than the "
                    + least + " expected; is it the right disk?");
        }
    }

    private static Map<String, Object> values(DiskContent.Found disk, boolean blank) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("blank", blank);
        values.put("device", disk.device());
        values.put("size_bytes", disk.size());
        values.put("found", disk.children().isKnown() ? new ArrayList<Object>(disk.obstacles()) : List.of());
        return values;
    }

    @Override
    public boolean altersNothing() {
        return true;
    }
}
