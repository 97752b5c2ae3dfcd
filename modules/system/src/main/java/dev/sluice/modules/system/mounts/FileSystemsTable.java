package dev.sluice.modules.system.mounts;

import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.TextFile;
import dev.sluice.spi.TaskFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of an fstab(5), edited line by line: what is not about the mount point stays as it is, byte for byte. As for
 * mount(8), what follows the sixth field is no part of an entry; it stays where it is.
 *
 * @param text the whole file
 */
record FileSystemsTable(String text) {
    private static final Pattern LINE = Pattern.compile(
            "\\s*(?!#)(\\S+)\\s+(\\S+)\\s+(\\S+)(?:\\s+(\\S+)(?:\\s+(\\d+)(?:\\s+(\\d+)(\\s+\\S.*)?)?)?)?\\s*",
            Pattern.DOTALL);
    private static final Set<String> NO_PLACE = Set.of("none", "swap");

    /**
     * One entry, unescaped.
     *
     * @param source what is mounted
     * @param target where, without a slash at its end; {@code none} for swap space
     * @param type its type
     * @param options separated by commas
     * @param dump for dump(8)
     * @param pass when fsck(8) checks it
     */
    record Entry(String source, String target, String type, String options, String dump, String pass) {
        String line() {
            return String.join(
                    " ", escape(source), escape(target), escape(type), escape(options), escape(dump), escape(pass));
        }

        /** Whether it is about no mount point: swap space, of which there may be several. */
        boolean isPlaceless() {
            return NO_PLACE.contains(target);
        }

        /**
         * Whether a line of the file is about the same mount point. Swap space has none and is known by its source; one
         * that names no source means any.
         */
        boolean isSamePlace(Entry line) {
            return isPlaceless()
                    ? line.isPlaceless()
                            && (source.isEmpty() || DeviceName.of(line.source).isNamed(source))
                    : target.equals(line.target);
        }
    }

    /** A line of the file with its end, and what is to follow the entry in it. */
    private record Line(String text, Optional<Entry> entry, String tail) {
        boolean isAbout(Entry wanted) {
            return entry.filter(wanted::isSamePlace).isPresent();
        }
    }

    static FileSystemsTable of(TextFile file) {
        return new FileSystemsTable(file.text());
    }

    /** The table with this entry in the place of the one for its mount point, or at the end. */
    FileSystemsTable with(Entry wanted) {
        List<Line> lines = lines();
        if (lines.stream().noneMatch(line -> line.isAbout(wanted))) {
            String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
            return new FileSystemsTable(text + end + wanted.line() + "\n");
        }
        return new FileSystemsTable(lines.stream()
                .map(line -> !line.isAbout(wanted) || line.entry().equals(Optional.of(wanted))
                        ? line.text()
                        : wanted.line() + line.tail())
                .collect(Collectors.joining()));
    }

    /**
     * The table without the entry for a mount point.
     *
     * @throws TaskFailure if it is about swap space and does not say which
     */
    FileSystemsTable without(Entry unwanted) {
        List<Line> about =
                lines().stream().filter(line -> line.isAbout(unwanted)).toList();
        if (unwanted.isPlaceless() && unwanted.source().isEmpty() && about.size() > 1) {
            throw new TaskFailure(
                    "several lines are about swap space: "
                            + about.stream().map(line -> line.text().strip()).collect(Collectors.joining("; ")),
                    "say which one is meant with src");
        }
        return new FileSystemsTable(lines().stream()
                .filter(line -> !line.isAbout(unwanted))
                .map(Line::text)
                .collect(Collectors.joining()));
    }

    /** The line for the same mount point; empty if there is none. */
    String lineOf(Entry entry) {
        return lines().stream()
                .filter(line -> line.isAbout(entry))
                .findFirst()
                .map(line -> line.text().strip())
                .orElse("");
    }

    private List<Line> lines() {
        return TextFile.linesWithEnds(text).stream()
                .map(FileSystemsTable::parse)
                .toList();
    }

    private static Line parse(String line) {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches()) {
            return new Line(line, Optional.empty(), "");
        }
        Entry entry = new Entry(
                MountTable.unescape(fields.group(1)),
                place(MountTable.unescape(fields.group(2))),
                MountTable.unescape(fields.group(3)),
                fields.group(4) == null ? "defaults" : MountTable.unescape(fields.group(4)),
                Objects.requireNonNullElse(fields.group(5), "0"),
                Objects.requireNonNullElse(fields.group(6), "0"));
        String tail = fields.group(7) == null ? "" : fields.group(7).stripTrailing();
        return new Line(line, Optional.of(entry), tail + (line.endsWith("\n") ? "\n" : ""));
    }

    private static String place(String target) {
        return target.startsWith("/") ? TargetPath.normalize(target) : target;
    }

    private static String escape(String field) {
        String escaped = field.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012")
                .replace("&", "\\046");
        return escaped.startsWith("#") ? "\\043" + escaped.substring(1) : escaped;
    }
}
