package dev.sluice.modules.system.files;

import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;

/** The world as it would be if nothing were mounted at a place; effects at and below that place do not reach it. */
record CoveredWorld(String mountPoint, World world) implements World {
    /** How an effect alters the answer to a question in the covered world. */
    static <V> Answer<V> after(FileEffect effect, Covered<V> covered, World world) {
        return new Around(effect, covered.mountPoint())
                .after(covered.inner(), new CoveredWorld(covered.mountPoint(), world));
    }

    @Override
    public <V> Answer<V> before(Fact<V> fact) {
        return world.before(new Covered<>(mountPoint, fact)).flatMap(answer -> answer);
    }

    @Override
    public <V> Answer<V> after(Fact<V> fact) {
        return world.after(new Covered<>(mountPoint, fact)).flatMap(answer -> answer);
    }

    @Override
    public String user() {
        return world.user();
    }

    /** An effect as far as it happens outside what is mounted. */
    private record Around(FileEffect effect, String mountPoint) implements FileEffect {
        @Override
        public Origin origin(String path, World world) {
            return TargetPath.isAtOrBelow(path, mountPoint) ? Origin.SAME : effect.origin(path, world);
        }

        @Override
        public Answer<List<String>> appearing(String directory, World world) {
            return effect.appearing(directory, world)
                    .map(paths -> paths.stream()
                            .filter(path -> !TargetPath.isAtOrBelow(path, mountPoint))
                            .toList());
        }
    }
}
