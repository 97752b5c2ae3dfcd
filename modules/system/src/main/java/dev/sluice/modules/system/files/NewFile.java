package dev.sluice.modules.system.files;

/**
 * What an effect makes.
 *
 * @param kind what it is
 * @param attributes as far as they are known; what the asking user may do is worked out from the others
 * @param content of a file
 * @param target of a symbolic link; empty for anything else
 */
public record NewFile(FileKind kind, Attributes attributes, FileContent content, String target) {
    public static NewFile file(Attributes attributes, FileContent content) {
        return new NewFile(FileKind.FILE, attributes, content, "");
    }

    public static NewFile directory(Attributes attributes) {
        return new NewFile(FileKind.DIRECTORY, attributes, FileContent.EMPTY, "");
    }

    public static NewFile link(Attributes attributes, String target) {
        return new NewFile(FileKind.LINK, attributes, FileContent.EMPTY, target);
    }
}
