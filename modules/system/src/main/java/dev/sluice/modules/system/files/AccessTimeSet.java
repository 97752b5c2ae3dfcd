package dev.sluice.modules.system.files;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;

/**
 * A file is said to have been read last at a given time.
 *
 * @param path canonical
 * @param seconds since 1970
 */
public record AccessTimeSet(String path, long seconds) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // the answer has the type of its question
    public <V> Answer<V> after(Fact<V> fact, World world) {
        return fact instanceof AccessTime asked && asked.path().equals(path)
                ? (Answer<V>) Answer.of(new AccessTime.Moment(seconds))
                : world.before(fact);
    }
}
