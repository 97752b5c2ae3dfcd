package dev.sluice.modules.storage.lvm;

import dev.sluice.modules.system.block.DeviceAppears;
import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A snapshot: one with a name, taken once, or one with the time in its name, taken at every run. */
final class SnapshotPlan {
    private SnapshotPlan() {}

    static Plan of(LvmParameters wanted, String originName, Facts facts) {
        Volumes volumes = Volumes.of(facts);
        VolumeGroup home = volumes.group(wanted.vg());
        String given = wanted.lv();
        boolean timed = given == null;
        String name = given == null ? SnapshotName.at(originName, facts.now()) : given;
        Optional<LogicalVolume> present = volumes.find(wanted.vg(), name);
        if (present.isPresent()) {
            return unchanged(present.get(), originName);
        }
        LogicalVolume origin = volumes.get(wanted.vg(), originName, "volume to take a snapshot of");
        LvmNames.checkVolume(wanted.vg(), name);
        LogicalVolume snapshot = snapshot(wanted, home, origin, name);
        Change change = change(snapshot, origin);
        return Plan.changes(List.of(timed ? change.withKind(Change.Kind.EVENT) : change), Volumes.values(snapshot));
    }

    private static Plan unchanged(LogicalVolume present, String originName) {
        if (!present.origin().equals(originName)) {
            throw new TaskFailure(
                    "'" + present.fullName() + "' exists and is "
                            + (present.origin().isEmpty() ? "no snapshot" : "a snapshot of '" + present.origin() + "'")
                            + ", not a snapshot of '" + originName + "'",
                    "choose another name");
        }
        Map<String, Object> values = Volumes.values(present);
        return Plan.unchanged(values);
    }

    private static LogicalVolume snapshot(LvmParameters wanted, VolumeGroup home, LogicalVolume origin, String name) {
        if (origin.kind() == LogicalVolume.Kind.THIN) {
            if (wanted.size() != null) {
                throw new TaskFailure("'" + origin.fullName() + "' is a thin volume, whose snapshots share its pool;"
                        + " leave out size");
            }
            return origin.thinSnapshot(name);
        }
        if (origin.kind() != LogicalVolume.Kind.LINEAR && origin.kind() != LogicalVolume.Kind.OTHER) {
            throw new TaskFailure("no snapshot can be taken of '" + origin.fullName() + "': it is a "
                    + (origin.kind() == LogicalVolume.Kind.THIN_POOL ? "thin pool" : "snapshot itself"));
        }
        if (wanted.size() == null) {
            throw new TaskFailure(
                    "'" + origin.fullName() + "' is not a thin volume, so its snapshot needs room of its own"
                            + " for what changes meanwhile",
                    "add size, e.g. 20%ORIGIN");
        }
        ByteSize room = WantedSize.parse(wanted.size()).forNew(home, origin.size());
        Volumes.checkFree(home, room.bytes(), "the snapshot");
        return origin.thickSnapshot(name, room);
    }

    private static Change change(LogicalVolume snapshot, LogicalVolume origin) {
        boolean thin = snapshot.kind() == LogicalVolume.Kind.THIN;
        Step<?> step = thin
                ? Steps.Run.script(
                        "lvcreate --snapshot --setactivationskip y --name {} {}", snapshot.name(), origin.fullName())
                : Steps.Run.script(
                        "lvcreate --snapshot --size {}b --name {} {}",
                        snapshot.size().bytes(),
                        snapshot.name(),
                        origin.fullName());
        List<Effect> effects = new ArrayList<>();
        effects.add(new LvmEffect.VolumeBecomes(snapshot));
        if (!thin) {
            effects.add(new LvmEffect.ExtentsTaken(
                    snapshot.group(), Answer.of(snapshot.size().bytes())));
            effects.add(
                    new DeviceAppears(snapshot.device(), Answer.of(origin.size().bytes())));
            effects.add(new LvmEffect.ContentShared(snapshot.device(), origin.device()));
        }
        return Change.of(snapshot.fullName(), "snapshot", "", "of " + origin.fullName(), List.of(step), effects)
                .withUndo(new Change.Undo(
                        "remove the snapshot", List.of(Steps.Run.script("lvremove --yes {}", snapshot.fullName()))));
    }
}
