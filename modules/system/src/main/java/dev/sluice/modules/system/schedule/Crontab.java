package dev.sluice.modules.system.schedule;

import dev.sluice.modules.system.files.TextFile;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a crontab(5). A job that is managed stands below a comment with its name, in Ansible's form:
 *
 * <pre>
 * #Ansible: offsite sync
 * 0 *&#47;6 * * * /usr/local/bin/offsite-sync
 * </pre>
 *
 * @param lines without their ends
 */
record Crontab(List<String> lines) {
    private static final String MARK = "#Ansible: ";

    Crontab {
        lines = List.copyOf(lines);
    }

    static Crontab parse(String text) {
        return new Crontab(TextFile.lines(text));
    }

    /** The text of the whole table; empty for an empty one. */
    String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** The table with this line as the job of that name. */
    Crontab withJob(String name, String line) {
        List<String> changed = new ArrayList<>(lines);
        int at = changed.indexOf(MARK + name);
        if (at < 0) {
            changed.add(MARK + name);
            changed.add(line);
        } else if (at + 1 < changed.size() && !changed.get(at + 1).startsWith(MARK)) {
            changed.set(at + 1, line);
        } else {
            changed.add(at + 1, line);
        }
        return new Crontab(changed);
    }

    /** The table without the job of that name. */
    Crontab withoutJob(String name) {
        List<String> changed = new ArrayList<>(lines);
        int at = changed.indexOf(MARK + name);
        if (at >= 0) {
            changed.remove(at);
            if (at < changed.size() && !changed.get(at).startsWith(MARK)) {
                changed.remove(at);
            }
        }
        return new Crontab(changed);
    }

    /**
     * The table with this variable; a new one goes to the top, or next to another variable.
     *
     * @throws TaskFailure if that other variable is not in the table
     */
    Crontab withVariable(String name, String value, Optional<String> after, Optional<String> before) {
        List<String> changed = new ArrayList<>(lines);
        String line = name + "=" + "\"" + value + "\"";
        int at = variable(name);
        if (at >= 0) {
            changed.set(at, line);
        } else if (after.isPresent()) {
            changed.add(required(after.get()) + 1, line);
        } else if (before.isPresent()) {
            changed.add(required(before.get()), line);
        } else {
            changed.add(0, line);
        }
        return new Crontab(changed);
    }

    /** The table without this variable. */
    Crontab withoutVariable(String name) {
        int at = variable(name);
        if (at < 0) {
            return this;
        }
        List<String> changed = new ArrayList<>(lines);
        changed.remove(at);
        return new Crontab(changed);
    }

    private int required(String name) {
        int at = variable(name);
        if (at < 0) {
            throw new TaskFailure(
                    "Variable named '" + name + "' not found: nothing can be put beside it", "set it first");
        }
        return at;
    }

    private int variable(String name) {
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).matches(java.util.regex.Pattern.quote(name) + "\\s*=.*")) {
                return index;
            }
        }
        return -1;
    }

    /** The names of the jobs that are managed. */
    List<String> jobs() {
        return lines.stream()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .toList();
    }

    /** The variables that are set. */
    List<String> variables() {
        return lines.stream()
                .filter(line -> line.matches("[A-Za-z_][A-Za-z0-9_]*\\s*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
    }
}
