package dev.sluice.spi;

import dev.sluice.spi.value.Answer;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A fact whose answer follows from things that other facts are about, or from anything at all (the output of a command),
 * so that effects alter it which know nothing of it: a unit is loaded once its file is written.
 */
public interface DerivedFact<V> extends Fact<V> {
    /**
     * What it follows from. An effect that alters nothing of it, above it or below it leaves the answer as it is. Where that
     * is {@link Reach.Everything}, the answer is not read any more once an effect has altered anything, and
     * {@link #follow} is given an unknown answer.
     */
    Reach sources();

    /**
     * The answer after an effect that altered something of the sources.
     *
     * @param altered what the effect altered, by name
     * @param answer what the effect itself says; for an effect that does not know this question the answer before it
     * @param world the other facts around the effect
     */
    Answer<V> follow(Altered altered, Answer<V> answer, World world);

    /**
     * What an effect altered.
     *
     * @param names what is named by it, without what is below
     * @param trees paths that are altered with all below them
     * @param words what may be named by it: the words of a command whose effects are not known
     */
    record Altered(Set<Name> names, Set<Name> trees, Set<String> words) {
        public Altered {
            names = Set.copyOf(names);
            trees = Set.copyOf(trees);
            words = Set.copyOf(words);
        }

        public boolean isNothing() {
            return names.isEmpty() && trees.isEmpty() && words.isEmpty();
        }

        /** Whether one of these names is altered, or something below one, or all of what is above one. */
        public boolean concerns(Set<Name> some) {
            for (Name name : some) {
                if (names.stream().anyMatch(each -> each.equals(name) || each.isBelow(name))
                        || trees.stream().anyMatch(name::overlaps)
                        || words.stream().anyMatch(word -> isMeant(name, word))) {
                    return true;
                }
            }
            return false;
        }

        /** The first of all names and words, for messages. */
        public String first() {
            return Stream.of(
                            trees.stream().map(Name::text),
                            words.stream(),
                            names.stream().map(Name::text))
                    .flatMap(each -> each.sorted().limit(1))
                    .findFirst()
                    .orElse("nothing");
        }

        private static boolean isMeant(Name name, String word) {
            if (word.equals(name.text())) {
                return true;
            }
            return word.length() > 1 && word.startsWith("/") && name.isPath() && name.overlaps(Name.path(word));
        }
    }
}
