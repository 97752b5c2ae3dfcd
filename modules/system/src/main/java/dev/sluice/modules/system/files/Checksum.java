package dev.sluice.modules.system.files;

import java.util.List;

/**
 * The checksum of a file.
 *
 * @param state {@code READ} if it has one, else why not; never {@code TOO_LARGE}
 * @param path where the file is, as in {@link Located}; all links are followed
 * @param links followed on the way
 * @param value in lower-case hexadecimal; empty if it has none
 */
public record Checksum(Content.State state, String path, List<String> links, String value) implements Located {
    public Checksum {
        links = links.stream().distinct().sorted().toList();
    }

    public boolean isRead() {
        return state == Content.State.READ;
    }

    Checksum at(String newPath, List<String> newLinks) {
        return new Checksum(state, newPath, newLinks, value);
    }
}
