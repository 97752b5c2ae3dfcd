package dev.sluice.modules.system.files;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;

/**
 * A file system is unmounted and reveals what it covered.
 *
 * @param path the mount point; canonical
 */
public record Unmounted(String path) implements FileEffect {
    @Override
    public void alter(Alterations alterations) {
        FileEffect.super.alter(alterations);
        alterations.on(TreeOf.class, reach(), (tree, before, world) -> {
            Located place = FileView.place(tree, world);
            return place != null && TargetPath.isBelow(path, place.path())
                    ? world.before(new Covered<>(path, tree)).flatMap(answer -> answer)
                    : before;
        });
        alterations.onFamily(Covered.class, reach(), new Alterations.FamilyAlteration() {
            @Override
            @SuppressWarnings("unchecked") // an answer to a question has the question's type
            public <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world) {
                return fact instanceof Covered<?> covered
                                && covered.mountPoint().equals(path)
                        ? (Answer<V>) Answer.of(Answer.unknown("what was covered at " + path + " until this run"))
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
        return TargetPath.isAtOrBelow(asked, path) ? new Origin.Uncovered(path) : Origin.SAME;
    }

    @Override
    public Answer<List<String>> appearing(String directory, World world) {
        return Answer.of(List.of());
    }
}
