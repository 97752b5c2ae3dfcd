package dev.sluice.modules.system.files;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;

/**
 * A file system is unmounted and reveals what it covered: known if this run mounted it.
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
