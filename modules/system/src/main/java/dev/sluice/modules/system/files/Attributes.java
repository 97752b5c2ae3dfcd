package dev.sluice.modules.system.files;

import dev.sluice.spi.value.Answer;

/**
 * What a file system keeps about a file besides its content.
 *
 * @param mode permission bits, set-id and sticky bits included
 * @param uid the owner's number
 * @param gid the group's number
 * @param owner the owner's name; empty if the number has none
 * @param group the group's name; empty if the number has none
 * @param size in bytes
 * @param hardLinks how many names the file has
 * @param inode its number in its file system
 * @param device the number of its file system
 * @param modified when the content changed last, in seconds since 1970
 * @param changed when content or attributes changed last, in seconds since 1970
 * @param readable whether the user who asks may read it; unknown for a link and in a tree
 * @param writable whether the user who asks may write it
 * @param executable whether the user who asks may execute or search it
 */
public record Attributes(
        Answer<Integer> mode,
        Answer<Long> uid,
        Answer<Long> gid,
        Answer<String> owner,
        Answer<String> group,
        Answer<Long> size,
        Answer<Long> hardLinks,
        Answer<Long> inode,
        Answer<Long> device,
        Answer<Double> modified,
        Answer<Double> changed,
        Answer<Boolean> readable,
        Answer<Boolean> writable,
        Answer<Boolean> executable) {
    /** Of what does not exist. */
    public static final Attributes NONE = unknown("a file that does not exist");

    /** Nothing is known about them. */
    public static Attributes unknown(String reason) {
        return new Attributes(
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason));
    }

    public Attributes withMode(Answer<Integer> newMode) {
        return new Attributes(
                newMode,
                uid,
                gid,
                owner,
                group,
                size,
                hardLinks,
                inode,
                device,
                modified,
                changed,
                readable,
                writable,
                executable);
    }

    public Attributes withOwner(Answer<Long> newUid, Answer<String> newOwner) {
        return new Attributes(
                mode,
                newUid,
                gid,
                newOwner,
                group,
                size,
                hardLinks,
                inode,
                device,
                modified,
                changed,
                readable,
                writable,
                executable);
    }

    public Attributes withGroup(Answer<Long> newGid, Answer<String> newGroup) {
        return new Attributes(
                mode,
                uid,
                newGid,
                owner,
                newGroup,
                size,
                hardLinks,
                inode,
                device,
                modified,
                changed,
                readable,
                writable,
                executable);
    }

    public Attributes withSize(Answer<Long> newSize) {
        return new Attributes(
                mode,
                uid,
                gid,
                owner,
                group,
                newSize,
                hardLinks,
                inode,
                device,
                modified,
                changed,
                readable,
                writable,
                executable);
    }

    public Attributes withHardLinks(Answer<Long> newHardLinks) {
        return new Attributes(
                mode,
                uid,
                gid,
                owner,
                group,
                size,
                newHardLinks,
                inode,
                device,
                modified,
                changed,
                readable,
                writable,
                executable);
    }

    Attributes withIdentity(Answer<Long> newInode, Answer<Long> newDevice) {
        return new Attributes(
                mode,
                uid,
                gid,
                owner,
                group,
                size,
                hardLinks,
                newInode,
                newDevice,
                modified,
                changed,
                readable,
                writable,
                executable);
    }

    public Attributes withModified(Answer<Double> newModified) {
        return new Attributes(
                mode,
                uid,
                gid,
                owner,
                group,
                size,
                hardLinks,
                inode,
                device,
                newModified,
                changed,
                readable,
                writable,
                executable);
    }

    public Attributes withChanged(Answer<Double> newChanged) {
        return new Attributes(
                mode,
                uid,
                gid,
                owner,
                group,
                size,
                hardLinks,
                inode,
                device,
                modified,
                newChanged,
                readable,
                writable,
                executable);
    }

    /** What the asking user may do is only told of a single file that is no link. */
    Attributes withoutAccess() {
        String reason = "whether the user may access it";
        return withAccess(Answer.unknown(reason), Answer.unknown(reason), Answer.unknown(reason));
    }

    Attributes withAccess(Answer<Boolean> newReadable, Answer<Boolean> newWritable, Answer<Boolean> newExecutable) {
        return new Attributes(
                mode,
                uid,
                gid,
                owner,
                group,
                size,
                hardLinks,
                inode,
                device,
                modified,
                changed,
                newReadable,
                newWritable,
                newExecutable);
    }

    /** Of a directory without what names alter that others make in it, where it is as it was before. */
    Attributes withoutOthersDoing(Attributes before) {
        return withSize(unlessSame(before.size, size))
                .withHardLinks(unlessSame(before.hardLinks, hardLinks))
                .withModified(unlessSame(before.modified, modified))
                .withChanged(unlessSame(before.changed, changed));
    }

    private static <V> Answer<V> unlessSame(Answer<V> before, Answer<V> predicted) {
        return predicted.equals(before) ? Answer.unknown("what others do in the directory") : predicted;
    }

    /** Of a directory in which a name came or went: its size, times and number of links are the file system's affair. */
    public Attributes withEntriesChanged(String reason) {
        return withSize(Answer.unknown(reason))
                .withHardLinks(Answer.unknown(reason))
                .withModified(Answer.unknown(reason))
                .withChanged(Answer.unknown(reason));
    }
}
