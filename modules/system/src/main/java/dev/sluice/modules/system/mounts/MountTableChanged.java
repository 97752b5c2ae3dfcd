package dev.sluice.modules.system.mounts;

import dev.sluice.modules.system.setup.SystemFacts;
import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of the mount table comes, goes or changes. What that does to the files below the mount point is another
 * effect.
 *
 * @param target the mount point
 * @param kind what happens there
 * @param entry what is mounted then; empty for {@link Kind#UNMOUNTED}
 */
public record MountTableChanged(String target, Kind kind, Optional<MountTable.Entry> entry) implements Effect {
    /** What happens at a mount point. */
    public enum Kind {
        MOUNTED,
        REMOUNTED,
        UNMOUNTED
    }

    public static MountTableChanged mounted(MountTable.Entry entry) {
        return new MountTableChanged(entry.target(), Kind.MOUNTED, Optional.of(entry));
    }

    public static MountTableChanged remounted(MountTable.Entry entry) {
        return new MountTableChanged(entry.target(), Kind.REMOUNTED, Optional.of(entry));
    }

    public static MountTableChanged unmounted(String target) {
        return new MountTableChanged(target, Kind.UNMOUNTED, Optional.empty());
    }

    @Override
    public void alter(Alterations alterations) {
        alterations.map(MountTable.class, Reach.everything(), this::changed);
        alterations.map(
                SystemFacts.class,
                Reach.everything(),
                gathered -> gathered.withMounts(new Unknown("the room on what is mounted by this run")));
    }

    private List<MountTable.Entry> changed(List<MountTable.Entry> before) {
        List<MountTable.Entry> table = new ArrayList<>(before);
        if (kind == Kind.MOUNTED) {
            entry.ifPresent(table::add);
            return List.copyOf(table);
        }
        for (int index = table.size() - 1; index >= 0; index--) {
            if (table.get(index).target().equals(target)) {
                table.remove(index);
                int place = index;
                entry.ifPresent(each -> table.add(place, each));
                break;
            }
        }
        return List.copyOf(table);
    }
}
