package dev.sluice.modules.system.files;

import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is at a path, afterwards it is as described: what a task is sure to leave behind although it cannot be
 * decided whether it has to change anything. What is below a directory stays as it is, and what is not described stays
 * if the same kind of file is there before.
 *
 * @param path absolute; links on the way are followed as they are then
 * @param follow whether a link at the path itself is followed too
 * @param file what is there afterwards, as far as it is known
 */
public record FileEnsured(String path, boolean follow, NewFile file) implements FileEffect {
    public static FileEnsured at(String path, NewFile file) {
        return new FileEnsured(path, false, file);
    }

    /** At the end of the links that begin at a path. */
    public static FileEnsured following(String path, NewFile file) {
        return new FileEnsured(path, true, file);
    }

    @Override
    public Reach reach() {
        return new Reach.Deferred(Set.of(Name.path(path)), world -> {
            String place = place(world);
            return place == null ? DirectoryEntries.reach(List.of(path)) : DirectoryEntries.reach(List.of(place, path));
        });
    }

    @Override
    public Origin origin(String asked, World world) {
        String place = place(world);
        if (place == null) {
            return TargetPath.isAtOrBelow(asked, path) ? new Origin.Unknown(where()) : Origin.SAME;
        }
        if (asked.equals(place)) {
            return new Origin.Made(kept(world.before(new FileAt(place))));
        }
        if (TargetPath.isBelow(asked, place)) {
            return file.kind() == FileKind.DIRECTORY ? Origin.SAME : Origin.GONE;
        }
        return DirectoryEntries.origin(asked, List.of(place));
    }

    private String where() {
        return "where " + path + " leads";
    }

    private @Nullable String place(World world) {
        String place = Disturbed.place(path, world);
        for (int links = 0; place != null && follow && links < 40; links++) {
            FileStatus status = world.before(new FileAt(place)).orNull();
            if (status == null || !status.isLink()) {
                return place;
            }
            place = Disturbed.place(status.destination(), world);
        }
        return place;
    }

    private NewFile kept(Answer<FileStatus> before) {
        if (!before.isKnown() || before.get().kind() != file.kind()) {
            return file;
        }
        Attributes was = before.get().attributes();
        Attributes is = file.attributes();
        boolean ownerStated = is.uid().isKnown() || is.owner().isKnown();
        boolean groupStated = is.gid().isKnown() || is.group().isKnown();
        Attributes merged = is.withMode(is.mode().isKnown() ? is.mode() : was.mode());
        merged = ownerStated ? merged : merged.withOwner(was.uid(), was.owner());
        merged = groupStated ? merged : merged.withGroup(was.gid(), was.group());
        return new NewFile(file.kind(), merged, file.content(), file.target());
    }

    @Override
    public Answer<List<String>> appearing(String directory, World world) {
        String place = place(world);
        if (place == null) {
            return Answer.unknown(where());
        }
        return Answer.of(TargetPath.isBelow(place, directory) ? List.of(place) : List.of());
    }
}
