package dev.sluice.modules.system.files;

import dev.sluice.spi.Bytes;

/** What a file that an effect makes will hold. */
public sealed interface FileContent {
    /** Nothing. */
    FileContent EMPTY = new Exactly(Bytes.EMPTY);

    /** These bytes. */
    record Exactly(Bytes bytes) implements FileContent {}

    /** What is in another file of the target before the effect; links are followed. */
    record SameAs(String path) implements FileContent {}

    /**
     * Something of which only a checksum is known.
     *
     * @param algorithm one of {@link ChecksumOf#ALGORITHMS}
     * @param value in lower-case hexadecimal
     */
    record Summed(String algorithm, String value) implements FileContent {}

    /** Something that cannot be known before the run. */
    record Undetermined(String reason) implements FileContent {}
}
