package dev.sluice.modules.system.files;

import dev.sluice.spi.Fact;
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
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (fact instanceof TreeOf tree) {
            Located place = FileView.place(tree, world);
            if (place != null && TargetPath.isBelow(path, place.path())) {
                return world.before(new Covered<>(path, fact)).flatMap(answer -> answer);
            }
        }
        return FileEffect.super.after(fact, world);
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
