package dev.sluice.modules.system.files;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is at a path.
 *
 * @param kind what it is; a link is not followed
 * @param path where it is, as in {@link Located}
 * @param links passed on the way
 * @param attributes {@link Attributes#NONE} if it does not exist or is hidden
 * @param target where a symbolic link points, as written in it; empty for anything else
 */
public record FileStatus(FileKind kind, String path, List<String> links, Attributes attributes, String target)
        implements Located {
    public FileStatus {
        links = links.stream().distinct().sorted().toList();
    }

    static FileStatus absent(String path, List<String> links) {
        return new FileStatus(FileKind.ABSENT, path, links, Attributes.NONE, "");
    }

    static FileStatus hidden(String path, List<String> links) {
        return new FileStatus(FileKind.HIDDEN, path, links, Attributes.NONE, "");
    }

    /** Whether there is something, as far as the user who asks can see. */
    public boolean exists() {
        return kind != FileKind.ABSENT && kind != FileKind.HIDDEN;
    }

    public boolean isFile() {
        return kind == FileKind.FILE;
    }

    public boolean isDirectory() {
        return kind == FileKind.DIRECTORY;
    }

    public boolean isLink() {
        return kind == FileKind.LINK;
    }

    /** For a link, the absolute path that it points to; not itself canonical. */
    public String destination() {
        return TargetPath.child(TargetPath.parent(path), target);
    }

    FileStatus at(String newPath, List<String> newLinks) {
        return new FileStatus(kind, newPath, newLinks, attributes, target);
    }

    public FileStatus with(UnaryOperator<Attributes> change) {
        return exists() ? new FileStatus(kind, path, links, change.apply(attributes), target) : this;
    }
}
