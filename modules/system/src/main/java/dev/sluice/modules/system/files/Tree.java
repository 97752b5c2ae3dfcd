package dev.sluice.modules.system.files;

import java.util.Comparator;
import java.util.List;

/**
 * All that is below a directory.
 *
 * @param state {@code DIRECTORY} if it is one, {@code READ} if it is a file or the like (which has nothing below),
 *     {@code ABSENT}, {@code HIDDEN}, or {@code UNREADABLE} for a directory that the user who asks may not list
 * @param path where it is, as in {@link Located}; all links are followed
 * @param links followed on the way
 * @param entries what is below it under canonical paths, sorted by path; links are not followed, and what the asking
 *     user may do with each is not read
 */
public record Tree(Content.State state, String path, List<String> links, List<FileStatus> entries) implements Located {
    public Tree {
        links = links.stream().distinct().sorted().toList();
        entries =
                entries.stream().sorted(Comparator.comparing(FileStatus::path)).toList();
    }

    static Tree without(Content.State state, String path, List<String> links) {
        return new Tree(state, path, links, List.of());
    }

    public boolean isDirectory() {
        return state == Content.State.DIRECTORY;
    }

    /** What is directly in the directory. */
    public List<FileStatus> children() {
        return entries.stream()
                .filter(each -> TargetPath.parent(each.path()).equals(path))
                .toList();
    }

    Tree at(String newPath, List<String> newLinks) {
        return new Tree(
                state,
                newPath,
                newLinks,
                entries.stream()
                        .map(each -> each.at(TargetPath.rebase(each.path(), path, newPath), each.links()))
                        .toList());
    }
}
