package dev.sluice.modules.system.files;

import dev.sluice.spi.Bytes;
import java.util.List;

/**
 * What a file holds.
 *
 * @param state whether and why not it could be read
 * @param path where it is, as in {@link Located}; all links are followed
 * @param links followed on the way
 * @param bytes the content; empty unless the state is {@code READ}
 */
public record Content(State state, String path, List<String> links, Bytes bytes) implements Located {
    /** Whether and why not a file could be read. */
    public enum State {
        READ,
        ABSENT,
        /** A directory above may not be searched by the user who asks. */
        HIDDEN,
        DIRECTORY,
        /** A device, a socket or a pipe. */
        SPECIAL,
        /** The user who asks may not read it. */
        UNREADABLE,
        /** Larger than the question's bound. */
        TOO_LARGE
    }

    public Content {
        links = links.stream().distinct().sorted().toList();
    }

    static Content without(State state, String path, List<String> links) {
        return new Content(state, path, links, Bytes.EMPTY);
    }

    static Content read(String path, List<String> links, Bytes bytes) {
        return bytes.size() > ContentOf.LIMIT
                ? without(State.TOO_LARGE, path, links)
                : new Content(State.READ, path, links, bytes);
    }

    public boolean isRead() {
        return state == State.READ;
    }

    Content at(String newPath, List<String> newLinks) {
        return new Content(state, newPath, newLinks, bytes);
    }
}
