package dev.sluice.modules.system.files;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;

/** The world as it would be if nothing were mounted at a place; effects at and below that place do not reach it. */
record CoveredWorld(String mountPoint, World world) implements World {
    /** How an effect alters the answer to a question in the covered world. */
    static <V> Answer<V> after(FileEffect effect, Covered<V> covered, World world) {
        return after(
                new Around(effect, covered.mountPoint()),
                covered.inner(),
                new CoveredWorld(covered.mountPoint(), world));
    }

    @SuppressWarnings("unchecked") // an answer to a question has the question's type
    private static <V> Answer<V> after(FileEffect effect, Fact<V> fact, World world) {
        return fact instanceof FileQuestion<?> question
                ? (Answer<V>) FileView.after(effect, question, world)
                : world.before(fact);
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
        public Reach reach() {
            return effect.reach();
        }

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
