package dev.sluice.modules.system.files.module;

import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.TaskFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads tar archives as POSIX (ustar, pax) and GNU tar write them. */
final class TarReader {
    private static final int BLOCK = 512;

    private final byte[] bytes;
    private final List<ArchiveMember> members = new ArrayList<>();
    private final Map<String, String> extended = new HashMap<>();
    private int at;

    private TarReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether a file begins like a tar archive. */
    static boolean isTar(byte[] bytes) {
        return bytes.length >= BLOCK && new String(bytes, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    /**
     * All members in order.
     *
     * @throws TaskFailure if the archive is damaged or has devices or hard links in it
     */
    static List<ArchiveMember> read(byte[] bytes) {
        TarReader reader = new TarReader(bytes);
        while (reader.hasNext()) {
            reader.next();
        }
        return reader.members;
    }

    private boolean hasNext() {
        if (at + BLOCK > bytes.length) {
            return false;
        }
        for (int index = at; index < at + BLOCK; index++) {
            if (bytes[index] != 0) {
                return true;
            }
        }
        return false;
    }

    private void next() {
        String name = text(0, 100);
        String prefix = text(257, 6).equals("ustar") ? text(345, 155) : "";
        int mode = (int) number(100, 8) & 07777;
        long size = number(124, 12);
        char type = (char) bytes[at + 156];
        String target = text(157, 100);
        int start = at + BLOCK;
        if (start + size > bytes.length) {
            throw new TaskFailure("the archive is damaged: it ends within " + name);
        }
        byte[] content = Arrays.copyOfRange(bytes, start, (int) (start + size));
        at = (int) (start + (size + BLOCK - 1) / BLOCK * BLOCK);
        switch (type) {
            case 'L' -> extended.put("path", trimmed(content));
            case 'K' -> extended.put("linkpath", trimmed(content));
            case 'x' -> records(content);
            case 'g' -> {
                // comments and defaults that no member of a common archive needs
            }
            default -> member(type, prefix.isEmpty() ? name : prefix + "/" + name, mode, content, target);
        }
    }

    private void member(char type, String shortName, int mode, byte[] content, String shortTarget) {
        String path = extended.getOrDefault("path", shortName);
        String target = extended.getOrDefault("linkpath", shortTarget);
        extended.clear();
        String name = TargetPath.normalize(path).substring(1);
        if (Arrays.asList(name.split("/")).contains("..")) {
            throw new TaskFailure("the archive has a member that leads out of the destination: " + path);
        }
        FileKind kind = switch (type) {
            case '0', '\0', '7' -> path.endsWith("/") ? FileKind.DIRECTORY : FileKind.FILE;
            case '5' -> FileKind.DIRECTORY;
            case '2' -> FileKind.LINK;
            default ->
                throw new TaskFailure("the archive has a member that is no file, directory or symbolic"
                        + " link, which is not supported: " + path);
        };
        if (!name.isEmpty()) {
            members.add(new ArchiveMember(
                    name,
                    kind,
                    mode,
                    kind == FileKind.FILE ? Bytes.of(content) : Bytes.EMPTY,
                    kind == FileKind.LINK ? target : ""));
        }
    }

    /** Pax records: {@code LENGTH KEY=VALUE\n}. */
    private void records(byte[] content) {
        int start = 0;
        while (start < content.length) {
            int space = start;
            while (content[space] != ' ') {
                space++;
            }
            int length = Integer.parseInt(new String(content, start, space - start, StandardCharsets.US_ASCII));
            String line = new String(content, space + 1, start + length - space - 2, StandardCharsets.UTF_8);
            int equals = line.indexOf('=');
            extended.put(line.substring(0, equals), line.substring(equals + 1));
            start += length;
        }
    }

    private static String trimmed(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).replaceFirst("\0+$", "");
    }

    private String text(int offset, int length) {
        int end = 0;
        while (end < length && bytes[at + offset + end] != 0) {
            end++;
        }
        return new String(bytes, at + offset, end, StandardCharsets.UTF_8);
    }

    /** Octal digits, or for large numbers a first bit and then the number itself. */
    private long number(int offset, int length) {
        if ((bytes[at + offset] & 0x80) != 0) {
            long value = 0;
            for (int index = 1; index < length; index++) {
                value = (value << 8) | (bytes[at + offset + index] & 0xff);
            }
            return value;
        }
        String digits = text(offset, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException damaged) {
            throw new TaskFailure("the archive is damaged: '" + digits + "' is no number");
        }
    }
}
