package dev.sluice.modules.storage.exports;

import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The text of an exports file: lines that are understood and all that is around them, kept to the byte. A line may go on
 * after a backslash (exports(5)).
 */
final class ExportsText {
    /**
     * A part of the file.
     *
     * @param number of its first line, from 1
     * @param raw the text with its line ends
     * @param line what it says; empty for blank lines and comments
     */
    record Part(int number, String raw, Optional<ExportsLine> line) {}

    private final List<Part> parts;

    private ExportsText(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads a file.
     *
     * @throws TaskFailure at the first thing at which exportfs would stop and withdraw what follows
     */
    static ExportsText parse(String file, String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder raw = new StringBuilder();
        int number = 1;
        int first = 1;
        for (String line : text.split("(?<=\n)")) {
            if (line.isEmpty()) {
                continue;
            }
            raw.append(line);
            number++;
            if (continues(raw.toString())) {
                continue;
            }
            parts.add(new Part(first, raw.toString(), ExportsLineParser.parse(file, first, raw.toString())));
            raw.setLength(0);
            first = number;
        }
        if (!raw.isEmpty()) {
            parts.add(new Part(first, raw.toString(), ExportsLineParser.parse(file, first, raw.toString())));
        }
        return new ExportsText(parts);
    }

    /** A comment does not go on, whatever it ends with. */
    private static boolean continues(String raw) {
        return raw.endsWith("\\\n") && !raw.stripLeading().startsWith("#");
    }

    List<ExportsLine> lines() {
        return parts.stream().flatMap(part -> part.line().stream()).toList();
    }

    Optional<ExportsLine.Client> client(String path, String name) {
        return lines().stream()
                .filter(line -> line.path().equals(path))
                .flatMap(line -> line.clients().stream())
                .filter(client -> Clients.same(client.name(), name))
                .findFirst();
    }

    /** With an entry added or changed; every other line stays as it is. */
    ExportsText with(String path, ExportsLine.Client client) {
        int at = -1;
        for (int index = 0; index < parts.size(); index++) {
            Optional<ExportsLine> line =
                    parts.get(index).line().filter(each -> each.path().equals(path));
            boolean has = line.isPresent()
                    && line.get().clients().stream().anyMatch(each -> Clients.same(each.name(), client.name()));
            if (has) {
                return changed(index, found -> found.with(client));
            }
            at = line.isPresent() ? index : at;
        }
        return at >= 0 ? changed(at, found -> found.with(client)) : appended(path, client);
    }

    private ExportsText appended(String path, ExportsLine.Client client) {
        List<Part> all = new ArrayList<>(parts);
        ExportsLine line = new ExportsLine(path, List.of(client), "");
        boolean open = !parts.isEmpty() && !parts.get(parts.size() - 1).raw().endsWith("\n");
        all.add(new Part(all.size() + 1, (open ? "\n" : "") + line.text() + "\n", Optional.of(line)));
        return new ExportsText(all);
    }

    ExportsText without(String path, String client) {
        ExportsText text = this;
        for (int index = parts.size() - 1; index >= 0; index--) {
            if (parts.get(index).line().filter(line -> line.path().equals(path)).isPresent()) {
                text = text.changed(index, line -> line.without(client));
            }
        }
        return text;
    }

    private ExportsText changed(int index, UnaryOperator<ExportsLine> change) {
        List<Part> all = new ArrayList<>(parts);
        Part part = all.get(index);
        ExportsLine before = part.line().orElseThrow();
        ExportsLine after = change.apply(before);
        if (after.clients().isEmpty()) {
            all.remove(index);
        } else if (!after.equals(before)) {
            all.set(index, new Part(part.number(), after.text() + "\n", Optional.of(after)));
        }
        return new ExportsText(all);
    }

    /** The whole text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.raw()));
        return text.toString();
    }

    /** A path as a word of the file: octal for what would end or change it. */
    static String escape(String path) {
        StringBuilder escaped = new StringBuilder();
        for (char each : path.toCharArray()) {
            if (" \t\n\"\\#(".indexOf(each) >= 0) {
                escaped.append(String.format(java.util.Locale.ROOT, "\\%03o", (int) each));
            } else {
                escaped.append(each);
            }
        }
        return escaped.toString();
    }

    /** The text with {@code \040} and the like replaced by what they mean. */
    static String unescape(String word) {
        StringBuilder plain = new StringBuilder();
        for (int index = 0; index < word.length(); index++) {
            if (word.substring(index).matches("(?s)\\\\[0-3][0-7][0-7].*")) {
                plain.append((char) Integer.parseInt(word.substring(index + 1, index + 4), 8));
                index += 3;
            } else {
                plain.append(word.charAt(index));
            }
        }
        return plain.toString();
    }
}
