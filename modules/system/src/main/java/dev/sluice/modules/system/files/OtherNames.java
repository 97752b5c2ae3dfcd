package dev.sluice.modules.system.files;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happens to a file shows under all its names. Which other names a file with several hard links has, only its number tells,
 * so every question about files is looked at; therefore this effect is laid over the world only where there are other
 * names.
 *
 * @param paths the names by which files are changed: what happens to these, other effects say; canonical
 * @param changes other attributes of the files
 * @param names how many names each gets; negative if it loses some
 */
public record OtherNames(Set<String> paths, Map<Identity, AttributeChange> changes, int names) implements Effect {
    /** What tells a file from all others of the target. */
    public record Identity(Answer<Long> inode, Answer<Long> device) {
        static Identity of(FileStatus status) {
            return new Identity(status.attributes().inode(), status.attributes().device());
        }
    }

    /** Files get other attributes; nothing if none of them has another name. */
    public static List<Effect> changed(Map<FileStatus, AttributeChange> files) {
        Map<Identity, AttributeChange> changes = new LinkedHashMap<>();
        files.forEach((status, change) -> {
            if (hasOthers(status)) {
                changes.put(Identity.of(status), change);
            }
        });
        Set<String> paths =
                Set.copyOf(files.keySet().stream().map(FileStatus::path).toList());
        return changes.isEmpty() ? List.of() : List.of(new OtherNames(paths, changes, 0));
    }

    /** A name goes, or another file takes it; nothing if the file has no other name. */
    public static List<Effect> left(FileStatus status) {
        return counted(status, -1);
    }

    /** A file gets one name more; nothing if it has no other name yet. */
    public static List<Effect> joined(FileStatus status) {
        return counted(status, 1);
    }

    private static List<Effect> counted(FileStatus status, int names) {
        return hasOthers(status)
                ? List.of(
                        new OtherNames(Set.of(status.path()), Map.of(Identity.of(status), AttributeChange.NONE), names))
                : List.of();
    }

    private static boolean hasOthers(FileStatus status) {
        Long names = status.attributes().hardLinks().orNull();
        return status.exists()
                && !status.isDirectory()
                && names != null
                && names > 1
                && status.attributes().inode().isKnown();
    }

    @Override
    public void alter(Alterations alterations) {
        alterations.onFamily(FileQuestion.class, Reach.everything(), new Alterations.FamilyAlteration() {
            @Override
            @SuppressWarnings("unchecked") // an answer to a question has the question's type
            public <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world) {
                return before.isKnown()
                        ? (Answer<V>) OtherNames.this.after((Located) before.get(), (Answer<Located>) before, world)
                        : before;
            }
        });
    }

    private Answer<? extends Located> after(Located found, Answer<? extends Located> before, World world) {
        if (found instanceof FileStatus status) {
            return concerns(status) ? Answer.of(new Access(world).refreshed(altered(status))) : before;
        }
        if (found instanceof Tree tree) {
            return tree.entries().stream().anyMatch(this::concerns) ? Answer.of(altered(tree)) : before;
        }
        if (world.user().equals(Access.ROOT)) {
            return before;
        }
        FileStatus status = world.before(new FileAt(found.path())).orNull();
        return status != null && concerns(status)
                ? Answer.unknown("what " + status.path() + " becomes under another name")
                : before;
    }

    private boolean concerns(FileStatus status) {
        return status.exists() && !paths.contains(status.path()) && changes.containsKey(Identity.of(status));
    }

    private Tree altered(Tree tree) {
        return new Tree(
                tree.state(),
                tree.path(),
                tree.links(),
                tree.entries().stream()
                        .map(entry -> concerns(entry) ? altered(entry) : entry)
                        .toList());
    }

    private FileStatus altered(FileStatus status) {
        AttributeChange change = changes.getOrDefault(Identity.of(status), AttributeChange.NONE);
        return status.with(
                before -> change.apply(before).withHardLinks(before.hardLinks().map(count -> count + names)));
    }
}
