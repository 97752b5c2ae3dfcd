package dev.sluice.modules.system.files;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Set;

/**
 * A file system is mounted and covers what was there. Below a fresh one there is nothing (but {@code lost+found} on
 * ext file systems); what is on another one cannot be known before.
 *
 * @param path the mount point; canonical
 * @param fileSystem its type, e.g. {@code ext4} or {@code nfs}
 * @param fresh whether the file system was made by this run, or is one in memory, and nothing was written to it
 *     since
 */
public record Mounted(String path, String fileSystem, boolean fresh) implements FileEffect {
    /** The types that begin empty with every mount; the mode of their root is an option of the mount. */
    public static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    @Override
    public void alter(Alterations alterations) {
        FileEffect.super.alter(alterations);
        alterations.onFamily(Covered.class, reach(), new Alterations.FamilyAlteration() {
            @Override
            @SuppressWarnings("unchecked") // an answer to a question has the question's type
            public <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world) {
                return fact instanceof Covered<?> covered
                                && covered.mountPoint().equals(path)
                        ? (Answer<V>) Answer.of(world.before(covered.inner()))
                        : before;
            }
        });
    }

    @Override
    public Reach reach() {
        return Reach.below(path);
    }

    @Override
    public Origin origin(String asked, World world) {
        if (asked.equals(path)) {
            return new Origin.Made(NewFile.directory(attributes()));
        }
        if (!TargetPath.isBelow(asked, path)) {
            return Origin.SAME;
        }
        if (!fresh) {
            return new Origin.Unknown(reason());
        }
        return hasLostFound() && asked.equals(lostFound())
                ? new Origin.Made(NewFile.directory(owned(0700)))
                : Origin.GONE;
    }

    @Override
    public Answer<List<String>> appearing(String directory, World world) {
        boolean concerned = TargetPath.isAtOrBelow(path, directory);
        if (!concerned) {
            return Answer.of(List.of());
        }
        if (!fresh) {
            return Answer.unknown(reason());
        }
        return Answer.of(hasLostFound() ? List.of(lostFound()) : List.of());
    }

    private Attributes attributes() {
        return fresh && !IN_MEMORY.contains(fileSystem) ? owned(0755) : Attributes.unknown(reason());
    }

    private boolean hasLostFound() {
        return fileSystem.matches("ext[234]");
    }

    private String lostFound() {
        return TargetPath.child(path, "lost+found");
    }

    private String reason() {
        return "what is on the file system mounted at " + path;
    }

    private Attributes owned(int mode) {
        return Attributes.unknown("the file system mounted at " + path)
                .withMode(Answer.of(mode))
                .withOwner(Answer.of(0L), Answer.of("root"))
                .withGroup(Answer.of(0L), Answer.of("root"));
    }
}
