package dev.sluice.modules.storage.disk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.spi.Output;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads what {@link DiskContent}'s script prints, line by line. */
final class DiskContentParser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String question;
    private final Deque<String> lines;
    private final SortedSet<String> signatures = new TreeSet<>();
    private final SortedSet<String> children = new TreeSet<>();
    private final List<String> mounts = new ArrayList<>();

    private DiskContentParser(String question, Deque<String> lines) {
        this.question = question;
        this.lines = lines;
    }

    static Optional<DiskContent.Found> parse(String question, Output output) {
        String text = output.text();
        if (text.strip().equals("absent")) {
            return Optional.empty();
        }
        if (text.strip().equals("unreadable")) {
            throw new UnparsableOutputException(question, "only root can read a disk; set 'become: true'");
        }
        if (!output.succeeded()) {
            throw new UnparsableOutputException(
                    question,
                    "the probe exited with " + output.exitCode() + ": "
                            + output.errorText().strip());
        }
        return Optional.of(
                new DiskContentParser(question, new ArrayDeque<>(text.lines().toList())).found());
    }

    private DiskContent.Found found() {
        String device = value("device");
        long size = number("size");
        long optimalTransfer = number("io");
        blkid();
        wipefs();
        lsblk();
        boolean startBlank = number("start") == 0;
        boolean endBlank = number("end") == 0;
        return new DiskContent.Found(
                device,
                size,
                optimalTransfer,
                List.copyOf(signatures),
                Answer.of(List.copyOf(children)),
                List.copyOf(mounts),
                startBlank,
                endBlank);
    }

    /** Exit code 2 is "nothing found", 8 "several that contradict each other" (blkid(8)). */
    private void blkid() {
        long exit = number("blkid");
        for (String line : block()) {
            if (line.startsWith("TYPE=") || line.startsWith("PTTYPE=")) {
                signatures.add(line.substring(line.indexOf('=') + 1));
            }
        }
        if (exit == 8) {
            signatures.add("ambivalent");
        } else if (exit != 0 && exit != 2) {
            throw wrong("blkid exited with " + exit);
        }
    }

    private void wipefs() {
        JsonNode found = json("wipefs", number("wipefs")).path("signatures");
        if (!found.isArray() && !found.isMissingNode()) {
            throw wrong("wipefs lists no signatures: " + found);
        }
        found.forEach(each -> signatures.add(each.path("type").asText()));
    }

    private void lsblk() {
        JsonNode disks = json("lsblk", number("lsblk")).path("blockdevices");
        if (!disks.isArray() || disks.size() != 1) {
            throw wrong("lsblk lists not exactly this device: " + disks);
        }
        JsonNode disk = disks.get(0);
        for (String column : List.of("fstype", "pttype")) {
            if (disk.path(column).isTextual()) {
                signatures.add(disk.path(column).textValue());
            }
        }
        if (disk.path("mountpoint").isTextual()) {
            mounts.add(disk.path("mountpoint").textValue());
        }
        disk.path("children").forEach(child -> children.add(child.path("name").asText()));
    }

    private JsonNode json(String program, long exit) {
        String text = String.join("\n", block());
        if (exit != 0) {
            throw wrong(program + " exited with " + exit + ": " + text);
        }
        try {
            return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw wrong(program + " printed no JSON: " + text);
        }
    }

    private List<String> block() {
        List<String> block = new ArrayList<>();
        while (!".".equals(lines.peek())) {
            if (lines.isEmpty()) {
                throw wrong("the output ends in the middle");
            }
            block.add(lines.remove());
        }
        lines.remove();
        return block;
    }

    private long number(String name) {
        String value = value(name).strip();
        if (!value.matches("[0-9]{1,18}")) {
            throw wrong("'" + name + "' is not a number: '" + value + "'");
        }
        return Long.parseLong(value);
    }

    private String value(String name) {
        String line = lines.poll();
        if (line == null || !line.startsWith(name + " ")) {
            throw wrong("expected '" + name + " ...' but got: " + line);
        }
        return line.substring(name.length() + 1);
    }

    private UnparsableOutputException wrong(String why) {
        return new UnparsableOutputException(question, why);
    }
}
