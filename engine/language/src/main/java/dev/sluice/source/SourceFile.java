package dev.sluice.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A text that a user wrote. Two are equal if they have the same name and the same text. */
public final class SourceFile {
    /** The largest file that is read, in bytes: far more than any runbook, far less than memory. */
    public static final int MAX_BYTES = 32 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final String text;
    private final int[] lineStarts;

    /**
     * A text from anywhere.
     *
     * @param name how the user knows it: the path as given, or e.g. {@code <command line>}
     * @param text the whole text, with {@code \n} line ends
     */
    public SourceFile(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.iterate(text.indexOf('\n'), end -> end >= 0, end -> text.indexOf('\n', end + 1))
                                .map(end -> end + 1))
                .toArray();
    }

    /** How the user knows it. */
    public String name() {
        return name;
    }

    /** The whole text, with {@code \n} line ends. */
    public String text() {
        return text;
    }

    /**
     * Reads a file as UTF-8. A byte order mark is dropped and {@code \r\n} becomes {@code \n}.
     *
     * @param name how the user knows it
     * @return empty if it cannot be read; the reason is then among the diagnostics
     */
    public static Optional<SourceFile> read(Path path, String name, Diagnostics diagnostics) {
        return read(path, name, null, diagnostics);
    }

    /**
     * As {@link #read(Path, String, Diagnostics)}, of a file that another one names.
     *
     * @param mention where it is named; null if nowhere
     */
    public static Optional<SourceFile> read(Path path, String name, @Nullable Span mention, Diagnostics diagnostics) {
        try {
            if (Files.isDirectory(path)) {
                diagnostics.error(mention, "'" + name + "' is a directory, not a file", "name a file in it");
                return Optional.empty();
            }
            return decode(WholeFile.bytes(path, MAX_BYTES), name, diagnostics);
        } catch (NoSuchFileException missing) {
            diagnostics.error(
                    mention,
                    "no such file: '" + name + "'",
                    "check the path; it is relative to "
                            + (mention == null ? "the working directory" : "the file that names it"));
        } catch (AccessDeniedException denied) {
            diagnostics.error(mention, "'" + name + "' may not be read", "check its owner and mode");
        } catch (WholeFile.TooLargeException large) {
            diagnostics.error(
                    mention, "'" + name + "' " + large.getReason(), "keep large data out of runbooks and inventories");
        } catch (IOException broken) {
            diagnostics.error(mention, "'" + name + "' cannot be read: " + broken.getMessage(), "");
        }
        return Optional.empty();
    }

    /** As {@link #read}, from bytes. */
    public static Optional<SourceFile> decode(byte[] bytes, String name, Diagnostics diagnostics) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
                text = text.substring(1);
            }
            return Optional.of(new SourceFile(name, text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n")));
        } catch (CharacterCodingException undecodable) {
            String before = new String(bytes, 0, buffer.position(), StandardCharsets.UTF_8);
            SourceFile readable = new SourceFile(name, before);
            diagnostics.error(
                    new Span(readable, before.length(), before.length()),
                    "the file is not UTF-8: byte 0x" + Integer.toHexString(bytes[buffer.position()] & 0xff),
                    "save it as UTF-8, e.g. with: iconv -f latin1 -t utf-8");
            return Optional.empty();
        }
    }

    /** The 1-based line of a character offset. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, Math.min(offset, text.length()));
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The 1-based column of a character offset. */
    public int column(int offset) {
        int bounded = Math.min(offset, text.length());
        return bounded - (text.lastIndexOf('\n', bounded - 1) + 1) + 1;
    }

    /** The text of a 1-based line, without its line end; empty past the end. */
    public String lineText(int line) {
        if (line > lineStarts.length) {
            return "";
        }
        int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
        return text.substring(lineStarts[line - 1], end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceFile file && name.equals(file.name) && text.equals(file.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, text);
    }

    @Override
    public String toString() {
        return name;
    }
}
