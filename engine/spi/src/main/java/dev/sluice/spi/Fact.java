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
     * What the question is about, e.g. the path {@code /etc/exports} or the volume {@code sas/nfs-data}. An effect that
     * has none of these names in its {@link Reach}, and none of {@link #places}, leaves the answer as it is. An opaque
     * command that mentions one of them, or a path above or below it, makes the answer unknown.
     */
    Set<Name> names();

    /** Where a known answer was found, if that is elsewhere than where it was looked for: behind a symbolic link. */
    default Set<Name> places(V answer) {
        return Set.of();
    }

    /** Whether the answer tells what is below its names: a listing. */
    default boolean seesBelow() {
        return false;
    }

    /**
     * What of a predicted answer is held against what the target says afterwards. Where others may alter a part at any time
     * (another file that somebody makes in a directory alters its times), and no effect of the run set it, nothing is
     * claimed: that part is unknown.
     *
     * @param before the answer as it was read
     * @param predicted the answer after the effects
     */
    default V claimed(V before, V predicted) {
        return predicted;
    }

    /** The question in words, for messages: {@code the file /etc/exports}. */
    String describe();
}
