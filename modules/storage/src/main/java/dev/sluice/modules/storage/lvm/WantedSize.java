package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.TaskFailure;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large a volume is to be: a number of bytes, or a share of something. */
sealed interface WantedSize {
    /** At least so many bytes. */
    record Exact(ByteSize size) implements WantedSize {}

    /** A share of the group's free extents, of all its extents, or of the origin of a snapshot. */
    record Share(int percent, Of of) implements WantedSize {}

    /** What a share is taken of. */
    enum Of {
        FREE,
        VG,
        ORIGIN
    }

    Pattern SHARE = Pattern.compile("([0-9]{1,3})%(free|vg|origin)");

    /**
     * Reads a size as people write it to {@code lvcreate}.
     *
     * @throws TaskFailure if it is none
     */
    static WantedSize parse(String text) {
        String written = text.strip();
        if (written.startsWith("+")) {
            throw new TaskFailure("size: '" + text + "' would grow the volume at every run;"
                    + " write the size that it is to have in the end, e.g. 800G");
        }
        Matcher share = SHARE.matcher(written.toLowerCase(Locale.ROOT));
        if (share.matches()) {
            int percent = Integer.parseInt(share.group(1));
            if (percent < 1 || percent > 100) {
                throw new TaskFailure("size: '" + text + "' is not between 1% and 100%");
            }
            return new Share(percent, Of.valueOf(share.group(2).toUpperCase(Locale.ROOT)));
        }
        if (written.matches("[0-9]+")) {
            throw new TaskFailure(
                    "size: '" + text + "' has no unit",
                    "write e.g. " + text + "G, " + text + "MiB or " + text + "B (lvcreate would read it as MiB)");
        }
        try {
            return new Exact(ByteSize.parse(written));
        } catch (IllegalArgumentException wrong) {
            throw new TaskFailure("size: " + wrong.getMessage() + ", or a share such as 100%FREE or 50%VG");
        }
    }

    /** The size of a volume that is to be created, in whole extents. */
    default ByteSize forNew(VolumeGroup group, ByteSize origin) {
        if (this instanceof Exact exact) {
            return group.roundUp(exact.size());
        }
        Share share = (Share) this;
        return switch (share.of()) {
            case FREE -> part(share.percent(), group.free(), group);
            case VG -> part(share.percent(), group.size(), group);
            case ORIGIN -> group.roundUp(new ByteSize(percentOf(share.percent(), origin)));
        };
    }

    /**
     * The least size of a volume that exists, in whole extents. Of the free space only all of it can be wanted again and
     * again; a smaller share of it is only meant for the creation.
     */
    default ByteSize forExisting(VolumeGroup group, ByteSize current, ByteSize origin) {
        if (this instanceof Share share && share.of() == Of.FREE) {
            return share.percent() == 100
                    ? new ByteSize(current.bytes() + group.free().bytes())
                    : current;
        }
        return forNew(group, origin);
    }

    private static ByteSize part(int percent, ByteSize whole, VolumeGroup group) {
        long extent = group.extentSize().bytes();
        return new ByteSize(percentOf(percent, whole) / extent * extent);
    }

    private static long percentOf(int percent, ByteSize whole) {
        return whole.bytes() / 100 * percent + whole.bytes() % 100 * percent / 100;
    }
}
