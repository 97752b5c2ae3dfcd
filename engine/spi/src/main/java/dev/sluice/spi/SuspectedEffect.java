package dev.sluice.spi;

import java.util.Set;

/**
 * Something may have happened to the named resources, and nothing is known about what.
 *
 * @param words names of any kind, see {@link Alterations#suspect}
 * @param reason what the answers then depend on
 */
public record SuspectedEffect(Set<String> words, String reason) implements Effect {
    public SuspectedEffect {
        words = Set.copyOf(words);
    }

    @Override
    public void alter(Alterations alterations) {
        alterations.suspect(words, reason);
    }
}
