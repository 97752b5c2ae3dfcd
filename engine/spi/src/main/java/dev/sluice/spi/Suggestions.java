package dev.sluice.spi;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was probably meant to be. */
public final class Suggestions {
    private Suggestions() {}

    /**
     * The candidate closest to a word by Damerau-Levenshtein distance (insertion, deletion, replacement and swap of
     * neighbours each count one; case, and {@code -} against {@code _}, count nothing).
     *
     * @return empty if none is close: at most one difference in words up to 5 letters, one in three letters in others;
     *     among equally close candidates the first
     */
    public static Optional<String> closest(String word, Collection<String> candidates) {
        String wanted = fold(word);
        int best = word.length() <= 5 ? 1 : word.length() / 3;
        String found = null;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - word.length()) > best) {
                continue;
            }
            int distance = distance(wanted, fold(candidate));
            if (distance < best || (distance == best && found == null)) {
                best = distance;
                found = candidate;
            }
        }
        return Optional.ofNullable(found);
    }

    /** {@code did you mean 'x'?}, or empty if nothing is close. */
    public static String didYouMean(String word, Collection<String> candidates) {
        return closest(word, candidates)
                .map(found -> "did you mean '" + found + "'?")
                .orElse("");
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** The optimal string alignment distance. */
    static int distance(String left, String right) {
        int[] beforePrevious = new int[right.length() + 1];
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                boolean same = left.charAt(row - 1) == right.charAt(column - 1);
                int cheapest = Math.min(previous[column - 1] + (same ? 0 : 1), previous[column] + 1);
                cheapest = Math.min(cheapest, current[column - 1] + 1);
                if (row > 1
                        && column > 1
                        && left.charAt(row - 1) == right.charAt(column - 2)
                        && left.charAt(row - 2) == right.charAt(column - 1)) {
                    cheapest = Math.min(cheapest, beforePrevious[column - 2] + 1);
                }
                current[column] = cheapest;
            }
            int[] reused = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = reused;
        }
        return previous[right.length()];
    }
}
