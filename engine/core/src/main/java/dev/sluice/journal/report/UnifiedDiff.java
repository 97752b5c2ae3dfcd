package dev.sluice.journal.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import dev.sluice.spi.Change;
import java.util.ArrayList;
import java.util.List;

/** Differences between two texts as unified diffs, bounded in time and length whatever the texts are. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;
    /** Above it, comparing takes too long for a report. */
    private static final int MOST_CHARACTERS = 4_000_000;
    /** Above it, what differs is shown as one block; below it, the shortest difference is found. */
    private static final int MOST_COMPARED_LINES = 6_000;

    private static final String NO_NEWLINE = "\\ No newline at end of file";

    private UnifiedDiff() {}

    /**
     * The lines of a diff, without line ends. The two lines with the names are left out if these are the same.
     *
     * @param most how many lines are shown at most; what is left out is counted in a last line
     */
    static List<String> lines(Change.Difference difference, int most) {
        String before = difference.before();
        String after = difference.after();
        if (before.equals(after)) {
            // Redaction comes first, so two secrets look alike.
            return List.of("(differs only where it is secret)");
        }
        if (before.length() + (long) after.length() > MOST_CHARACTERS) {
            return List.of("(too large for a diff: " + before.length() + " -> " + after.length() + " characters)");
        }
        List<String> old = split(before);
        List<String> replacement = split(after);
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                difference.beforeName(), difference.afterName(), old, compare(old, replacement), CONTEXT);
        boolean sameName = difference.beforeName().equals(difference.afterName());
        return bound(removedFirst(lines.subList(sameName ? 2 : 0, lines.size())), most);
    }

    /** Of lines that are removed and added at one place, the removed ones come first, as diff(1) has it. */
    private static List<String> removedFirst(List<String> lines) {
        List<String> sorted = new ArrayList<>(lines.size());
        List<String> added = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("+") && !line.startsWith("+++ ")) {
                added.add(line);
                continue;
            }
            if (!line.startsWith("-")) {
                sorted.addAll(added);
                added.clear();
            }
            sorted.add(line);
        }
        sorted.addAll(added);
        return sorted;
    }

    private static List<String> bound(List<String> lines, int most) {
        List<String> shown = new ArrayList<>();
        for (String line : lines) {
            // A line and the mark of a missing line end are kept as one while comparing.
            line.lines().forEach(shown::add);
        }
        if (shown.size() <= most) {
            return shown;
        }
        List<String> bounded = new ArrayList<>(shown.subList(0, most));
        bounded.add("... " + (shown.size() - most) + " more lines");
        return bounded;
    }

    private static List<String> split(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int last = lines.size() - 1;
        if (lines.get(last).isEmpty()) {
            lines.remove(last);
        } else {
            lines.set(last, lines.get(last) + "\n" + NO_NEWLINE);
        }
        return lines;
    }

    private static Patch<String> compare(List<String> old, List<String> replacement) {
        int start = 0;
        int shorter = Math.min(old.size(), replacement.size());
        while (start < shorter && old.get(start).equals(replacement.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && old.get(old.size() - 1 - end).equals(replacement.get(replacement.size() - 1 - end))) {
            end++;
        }
        int oldEnd = old.size() - end;
        int newEnd = replacement.size() - end;
        if (oldEnd - start + newEnd - start <= MOST_COMPARED_LINES) {
            return DiffUtils.diff(old, replacement, new MyersDiffWithLinearSpace<>(String::equals));
        }
        Patch<String> block = new Patch<>();
        block.addDelta(new ChangeDelta<>(
                new Chunk<>(start, old.subList(start, oldEnd)),
                new Chunk<>(start, replacement.subList(start, newEnd))));
        return block;
    }
}
