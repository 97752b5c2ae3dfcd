package dev.sluice.modules.system.files;

/** What a path is, itself and not what a link points to. */
public enum FileKind {
    /** There is nothing. */
    ABSENT,
    /** Whether there is something cannot be seen by the user who asks: a directory above may not be searched. */
    HIDDEN,
    FILE,
    DIRECTORY,
    /** A symbolic link. */
    LINK,
    FIFO,
    SOCKET,
    CHARACTER_DEVICE,
    BLOCK_DEVICE;

    /** The kind by the type bits of {@code st_mode}. */
    static FileKind of(int mode) {
        return switch (mode >> 12) {
            case 1 -> FIFO;
            case 2 -> CHARACTER_DEVICE;
            case 4 -> DIRECTORY;
            case 6 -> BLOCK_DEVICE;
            case 8 -> FILE;
            case 10 -> LINK;
            case 12 -> SOCKET;
            default -> throw new IllegalArgumentException("no file type: " + Integer.toOctalString(mode));
        };
    }

    /** In words, for messages. */
    public String describe() {
        return switch (this) {
            case LINK -> "symbolic link";
            default -> name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        };
    }
}
