package dev.sluice.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of the controller as a whole, within bounds. */
public final class WholeFile {
    private WholeFile() {}

    /** A file has more bytes than are read. */
    public static final class TooLargeException extends FileSystemException {
        private static final long serialVersionUID = 1;

        TooLargeException(Path file, int most) {
            super(file.toString(), null, "is larger than " + (most >> 20) + " MiB");
        }
    }

    /**
     * The bytes of a file.
     *
     * @param most how many it may have
     * @throws TooLargeException if it has more
     * @throws IOException if it cannot be read
     */
    public static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new TooLargeException(file, most);
            }
            return bytes;
        }
    }

    /**
     * The bytes of a regular file. Others may have no end, or nobody who writes into them.
     *
     * @throws FileSystemException with the reason, if it is no regular file or has more bytes
     * @throws IOException if it cannot be read
     */
    public static byte[] regular(Path file, int most) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "is not a regular file");
        }
        return bytes(file, most);
    }

    /**
     * The text of bytes in UTF-8.
     *
     * @throws FileSystemException with the reason, if they are not UTF-8
     */
    public static String text(Path file, byte[] bytes) throws FileSystemException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException undecodable) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "is not UTF-8: byte 0x" + Integer.toHexString(bytes[buffer.position()] & 0xff) + " at offset "
                            + buffer.position());
        }
    }
}
