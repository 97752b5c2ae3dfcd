package dev.sluice.testing;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Values;
import dev.sluice.source.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One task against recorded output of real programs, and what has to come of it.
 *
 * <pre>
 * scenario: a volume that is too small is extended, never recreated
 * task: { lvm: { vg: sas, lv: nfs-data, size: 1050G } }
 * given:
 *   - run: vgs ... -o vg_name
 *     stdout: { file: vgs.json }
 * expect:
 *   changes: [ { what: size, before: 1000G, after: 1050G, risk: safe } ]
 *   steps: [ lvextend --size 1127428915200b sas/nfs-data ]
 * then:
 *   - run: ...        # the same programs after the steps; leaves nothing to change, and is as predicted
 * </pre>
 *
 * <p>{@code expect} may also have {@code values} (some of those registered), {@code warning} and {@code failure} (parts
 * of the texts), {@code unparsable} (part of the complaint about the output) and {@code undecided} (what it depends on).
 * {@code now} is the time of the run.
 *
 * @param place the file and the number of the document in it
 * @param module the module's name
 * @param arguments the task's parameters as written
 * @param given transcripts from before
 * @param expect what has to come
 * @param then transcripts from after; empty if none were recorded
 */
// More than five: one for each key of a scenario's document.
public record Scenario(
        String place,
        String name,
        String module,
        Map<String, Object> arguments,
        Instant now,
        List<Transcript> given,
        Map<String, Object> expect,
        List<Transcript> then) {
    /** All scenarios in the {@code .yml} files of a directory and below it, in a stable order. */
    public static List<Scenario> in(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Scenario> read(Path file) {
        Diagnostics diagnostics = new Diagnostics();
        try {
            List<Node> documents =
                    YamlReader.documents(new SourceFile(file.toString(), Files.readString(file)), diagnostics);
            if (diagnostics.hasErrors()) {
                throw new IllegalArgumentException(file + ": " + diagnostics.entries());
            }
            List<Scenario> scenarios = new ArrayList<>();
            Path directory = Objects.requireNonNull(file.getParent(), "a file lies in a directory");
            for (Node document : documents) {
                String place = file.getFileName() + " #" + (scenarios.size() + 1);
                scenarios.add(of(place, mapping(Values.of(document)), directory));
            }
            return scenarios;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Scenario of(String place, Map<String, Object> document, Path directory) {
        for (String key : document.keySet()) {
            if (!List.of("scenario", "task", "now", "given", "expect", "then").contains(key)) {
                throw new IllegalArgumentException(place + ": unknown key '" + key + "'");
            }
        }
        Map.Entry<String, Object> task =
                mapping(document.get("task")).entrySet().iterator().next();
        Object now = document.getOrDefault("now", "2026-03-28T12:00:00Z");
        return new Scenario(
                place,
                (String) Objects.requireNonNull(document.get("scenario"), "scenario"),
                task.getKey(),
                mapping(task.getValue()),
                Instant.parse((String) now),
                transcripts(document.get("given"), directory),
                mapping(document.get("expect")),
                transcripts(document.get("then"), directory));
    }

    private static List<Transcript> transcripts(@Nullable Object entries, Path directory) {
        return entries == null
                ? List.of()
                : ((List<?>) entries)
                        .stream()
                                .map(entry -> Transcript.of((Map<?, ?>) entry, directory))
                                .toList();
    }

    @SuppressWarnings("unchecked") // the reader makes no other maps
    private static Map<String, Object> mapping(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @Override
    public String toString() {
        return name + " (" + place + ")";
    }
}
