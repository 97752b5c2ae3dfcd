package dev.sluice.spi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable sequence of bytes with value equality. */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /** The UTF-8 encoding of a text; of one that came from {@link #text} exactly the bytes that it was made from. */
    public static Bytes of(String text) {
        return new Bytes(LosslessText.encode(text));
    }

    public byte[] toArray() {
        return content.clone();
    }

    public int size() {
        return content.length;
    }

    /**
     * As UTF-8 text. Bytes that are not UTF-8 become lone surrogates, from which {@link #of(String)} makes the same bytes
     * again: a text of a target can be edited without loss whatever its encoding. Shown to people, they are a {@code ?}.
     */
    public String text() {
        return LosslessText.decode(content);
    }

    /** Whether the bytes are well-formed UTF-8 without NUL: fit to be shown and edited as text. */
    public boolean isText() {
        for (byte each : content) {
            if (each == 0) {
                return false;
            }
        }
        return !LosslessText.hasEscapes(text());
    }

    /**
     * A checksum in lower-case hexadecimal.
     *
     * @param algorithm a name Java knows, e.g. {@code SHA-1} or {@code SHA-256}
     */
    public String checksum(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalArgumentException("no such checksum: " + algorithm, missing);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return size() == 1 ? "1 byte" : size() + " bytes";
    }
}
