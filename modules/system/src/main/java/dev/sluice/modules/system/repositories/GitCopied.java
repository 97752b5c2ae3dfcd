package dev.sluice.modules.system.repositories;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;

/**
 * A working copy is at a commit of its origin, without changes.
 *
 * @param place the directory
 * @param head the commit
 * @param url the origin's address
 */
public record GitCopied(String place, String head, String url) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // the answer to GitCopy is what it found
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (!(fact instanceof GitCopy question) || !question.place().equals(place)) {
            return world.before(fact);
        }
        return (Answer<V>) world.before(question)
                .map(found -> new GitCopy.Found(
                        "copy", Answer.of(head), Answer.of(url), Answer.of(false), found.target(), found.branch()));
    }
}
