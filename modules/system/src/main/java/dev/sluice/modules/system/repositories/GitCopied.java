package dev.sluice.modules.system.repositories;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
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
    public void alter(Alterations alterations) {
        alterations.on(
                GitCopy.class,
                Reach.at(Name.path(place)),
                (question, before, world) -> question.place().equals(place)
                        ? before.map(found -> new GitCopy.Found(
                                "copy",
                                Answer.of(head),
                                Answer.of(url),
                                Answer.of(false),
                                found.target(),
                                found.branch()))
                        : before);
    }
}
