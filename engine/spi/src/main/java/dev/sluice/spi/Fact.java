package dev.sluice.spi;

import java.util.Set;

/**
 * A typed, read-only question to a target. Implemented by records: two equal facts are the same question. Facts and
 * their values are written to fact files as JSON, so both consist of records, enums, strings, numbers, booleans,
 * {@code List}, {@code Map} with string keys, {@code Optional}, {@code Bytes} and {@code Answer}; a sealed
 * interface among them carries Jackson's {@code @JsonTypeInfo}.
 *
 * @param <V> the type of the answer
 */
public interface Fact<V> {
    /**
     * The paths and resource names that the question is about, e.g. {@code /etc/exports} or {@code sas/nfs-data}. An
     * opaque command that mentions one of them, or a path above or below it, makes the answer unknown.
     */
    Set<String> names();

    /** The question in words, for messages: {@code the file /etc/exports}. */
    String describe();
}
