package dev.sluice.modules.system.files.edit;

import dev.sluice.modules.system.files.RegexParameter;
import dev.sluice.python.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * How lineinfile edits lines; every character is a byte, every line ends with its newline if it has one. Which line is
 * replaced and where a new one goes follows the documentation of ansible-core 2.14 and, where that is silent, what
 * that version does.
 *
 * @param line without a newline; null only where lines are removed
 * @param pattern what a line to replace or remove looks like; or null
 * @param searched what a line to replace or remove has in it; or null
 * @param place where a new line goes
 * @param backrefs whether groups of the pattern are put into the line, and nothing happens without a match
 * @param firstMatch whether the first of several matches counts instead of the last
 */
record LineEdit(
        @Nullable String line,
        @Nullable Regex pattern,
        @Nullable String searched,
        Place place,
        boolean backrefs,
        boolean firstMatch) {
    /**
     * Where a new line goes.
     *
     * @param side before or after
     * @param pattern the line that it goes beside; null for the beginning ({@code BEFORE}) or end ({@code AFTER})
     */
    record Place(Side side, @Nullable Regex pattern) {
        enum Side {
            BEFORE,
            AFTER
        }
    }

    /**
     * What came of it.
     *
     * @param lines all lines
     * @param message as Ansible says it; empty if nothing changed
     */
    record Result(List<String> lines, String message) {}

    /** Removes every line that matches. */
    Result absent(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String each : lines) {
            boolean hit = pattern != null || searched != null
                    ? matches(each)
                    : bare(each).equals(line);
            if (!hit) {
                kept.add(each);
            }
        }
        int removed = lines.size() - kept.size();
        return new Result(kept, removed == 0 ? "" : removed + " line(s) removed");
    }

    private boolean matches(String text) {
        if (pattern != null) {
            return pattern.finds(text);
        }
        return searched != null && text.contains(searched);
    }

    /** Sees to it that the line is there: in place of the one that matches, else where it belongs. */
    Result present(List<String> lines) {
        int found = -1;
        for (int index = 0; index < lines.size() && (found < 0 || !firstMatch); index++) {
            if (matches(lines.get(index))) {
                found = index;
            }
        }
        if (found >= 0) {
            return replaced(lines, found, newLine(lines.get(found)));
        }
        return withoutMatch(lines);
    }

    private String newLine(String matched) {
        String text = java.util.Objects.requireNonNull(line, "a line to put in");
        if (backrefs && pattern != null) {
            Matcher matcher = pattern.matcher(matched);
            if (matcher.find()) {
                return RegexParameter.checked("line", () -> pattern.expand(matcher, text));
            }
        }
        return text;
    }

    private static Result replaced(List<String> lines, int index, String text) {
        String ended = text.endsWith("\n") ? text : text + "\n";
        if (lines.get(index).equals(ended)) {
            return new Result(lines, "");
        }
        List<String> changed = new ArrayList<>(lines);
        changed.set(index, ended);
        return new Result(changed, "line replaced");
    }

    private Result withoutMatch(List<String> lines) {
        String text = java.util.Objects.requireNonNull(line, "a line to put in");
        int same = -1;
        int beside = -1;
        for (int index = 0; index < lines.size(); index++) {
            if (bare(lines.get(index)).equals(text)) {
                same = index;
            } else if (place.pattern() != null && place.pattern().finds(lines.get(index))) {
                beside = place.side() == Place.Side.AFTER ? index + 1 : index;
                if (firstMatch) {
                    break;
                }
            }
        }
        if (same >= 0) {
            return replaced(lines, same, text);
        }
        if (backrefs) {
            return new Result(lines, "");
        }
        if (place.pattern() == null && place.side() == Place.Side.BEFORE) {
            return inserted(lines, 0, text);
        }
        if (beside < 0) {
            return appended(lines, text);
        }
        return beside(lines, beside, text);
    }

    private Result beside(List<String> lines, int index, String text) {
        if (place.side() == Place.Side.AFTER) {
            String neighbour = lines.get(index == lines.size() ? index - 1 : index);
            if (bare(neighbour).equals(text)) {
                return new Result(lines, "");
            }
        }
        return inserted(lines, index, text);
    }

    private static Result inserted(List<String> lines, int index, String text) {
        List<String> changed = new ArrayList<>(lines);
        if (index > 0 && !changed.get(index - 1).endsWith("\n")) {
            // Ansible 2.14 would glue the new line to an unfinished last one, and do so again in every run.
            changed.set(index - 1, changed.get(index - 1) + "\n");
        }
        changed.add(index, text + "\n");
        return new Result(changed, "line added");
    }

    private static Result appended(List<String> lines, String text) {
        List<String> changed = new ArrayList<>(lines);
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).matches("(?s).*[\\n\\r]")) {
            changed.add("\n");
        }
        changed.add(text + "\n");
        return new Result(changed, "line added");
    }

    private static String bare(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
