package dev.sluice.modules.system.mounts;

import dev.sluice.modules.system.files.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of an fstab(5), edited line by line: what is not about the mount point stays as it is, byte for byte.
 *
 * @param text the whole file
 */
record FileSystemsTable(String text) {
    /**
     * One entry, unescaped.
     *
     * @param source what is mounted
     * @param target where; {@code none} for swap space
     * @param type its type
     * @param options separated by commas
     * @param dump for dump(8)
     * @param pass when fsck(8) checks it
     */
    record Entry(String source, String target, String type, String options, String dump, String pass) {
        String line() {
            return String.join(" ", escape(source), escape(target), escape(type), escape(options), dump, pass);
        }

        /** Whether both are about the same mount point; swap space has none and is known by its source. */
        boolean isSamePlace(Entry other) {
            return target.equals(other.target)
                    && (!(target.equals("none") && type.equals("swap")) || source.equals(other.source));
        }
    }

    static FileSystemsTable of(TextFile file) {
        return new FileSystemsTable(file.text());
    }

    /** The table with this entry in the place of the one for its mount point, or at the end. */
    FileSystemsTable with(Entry wanted) {
        List<String> lines = new ArrayList<>();
        boolean placed = false;
        for (String line : text.lines().toList()) {
            Optional<Entry> entry = parse(line);
            if (entry.isPresent() && entry.get().isSamePlace(wanted)) {
                placed = true;
                lines.add(entry.get().equals(wanted) ? line : wanted.line());
            } else {
                lines.add(line);
            }
        }
        if (!placed) {
            lines.add(wanted.line());
        }
        FileSystemsTable table = new FileSystemsTable(String.join("\n", lines) + "\n");
        return table.entries().equals(entries()) ? this : table;
    }

    /** The table without the entries for a mount point. */
    FileSystemsTable without(String target) {
        List<String> lines = text.lines()
                .filter(line -> parse(line)
                        .filter(entry -> entry.target().equals(target))
                        .isEmpty())
                .toList();
        return lines.size() == text.lines().count()
                ? this
                : new FileSystemsTable(lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    /** The entry for a mount point. */
    Optional<Entry> entry(String target) {
        return entries().stream().filter(entry -> entry.target().equals(target)).findFirst();
    }

    /** The line for the same mount point; empty if there is none. */
    String lineOf(Entry entry) {
        return entries().stream()
                .filter(entry::isSamePlace)
                .findFirst()
                .map(Entry::line)
                .orElse("");
    }

    private List<Entry> entries() {
        return text.lines()
                .map(FileSystemsTable::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Entry> parse(String line) {
        String[] fields = line.strip().split("\\s+");
        if (line.isBlank() || line.strip().startsWith("#") || fields.length < 4 || fields.length > 6) {
            return Optional.empty();
        }
        return Optional.of(new Entry(
                MountTable.unescape(fields[0]),
                MountTable.unescape(fields[1]),
                MountTable.unescape(fields[2]),
                MountTable.unescape(fields[3]),
                fields.length > 4 ? fields[4] : "0",
                fields.length > 5 ? fields[5] : "0"));
    }

    private static String escape(String field) {
        return field.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("&", "\\046");
    }
}
