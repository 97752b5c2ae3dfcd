package dev.sluice.modules.system.block;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * How large the file system on a device is, in bytes: {@code dumpe2fs -h} ({@code Block count: 256}, {@code Block size:
 * 4096}) for ext2 to ext4, {@code xfs_info} ({@code data = bsize=4096 blocks=256, ...}) for a mounted xfs. Empty for
 * every other type.
 *
 * @param device which
 * @param type its file system's type, as blkid names it
 */
public record FileSystemSize(DeviceName device, String type) implements ShellFact<Optional<Long>> {
    /** Below this, mke2fs.conf(5) has other block sizes. */
    private static final long SMALL = 1L << 30;

    /** Above this, the descriptors of the groups alone may take what is enough for a group below. */
    private static final long LARGE = 16L << 40;

    /** What the blocks of 4096 bytes of one group take. */
    private static final long GROUP = 128L << 20;

    /**
     * A last group of this size is always kept: it has room for its tables (514 blocks), for copies of the superblock, of
     * up to 2048 blocks of descriptors and of the 1024 blocks kept for more of them, and for 50 blocks of data.
     */
    private static final long LEAST_GROUP = 16L << 20;

    /** Of a group without those copies. */
    private static final long LEAST_PLAIN_GROUP = (514 + 50) * 4096;

    private static final long EXTENT = 4L << 20;

    /** Less than this cannot always be used by a file system of another kind. */
    private static final long SLACK = 1L << 20;

    private static final Pattern EXT_COUNT = Pattern.compile("(?m)^Block count:\\s+([0-9]+)$");
    private static final Pattern EXT_SIZE = Pattern.compile("(?m)^Block size:\\s+([0-9]+)$");
    private static final Pattern XFS = Pattern.compile("(?m)^data\\s+=\\s+bsize=([0-9]+)\\s+blocks=([0-9]+),");

    /**
     * The size of a file system that takes as much of its device as it can. One of the ext family, made with the options
     * that mke2fs.conf(5) has, takes every block but those of a last group too small for its own tables and 50 blocks of
     * data; how much these tables need depends on the group, so the size is not known if the last group is small.
     *
     * @param room the size of the device in bytes
     */
    public static Answer<Optional<Long>> filling(DeviceName device, String type, long room) {
        boolean usual = type.startsWith("ext") && room >= SMALL && room <= LARGE && room % EXTENT == 0;
        if (usual && (room % GROUP == 0 || room % GROUP >= LEAST_GROUP)) {
            return Answer.of(Optional.of(room));
        }
        return unknown(device);
    }

    /**
     * Whether a file system cannot be grown: what it leaves of its device is too little for one more group of blocks. A
     * little that could be used may be left where a group of an ext file system would hold copies of the superblock.
     *
     * @param size of the file system, in bytes
     * @param room the size of the device in bytes
     */
    public boolean isFull(long size, long room) {
        long least = hasCopies(size / GROUP) ? LEAST_GROUP : LEAST_PLAIN_GROUP;
        boolean wholeGroups = type.startsWith("ext") && size >= SMALL && size % GROUP == 0;
        return room - size < (wholeGroups ? least : SLACK);
    }

    /** Whether a group holds copies of the superblock: after the first group, those whose numbers are powers of 3, 5 or 7. */
    private static boolean hasCopies(long group) {
        return LongStream.of(3, 5, 7)
                .flatMap(base -> LongStream.iterate(1, power -> power <= group, power -> power * base))
                .anyMatch(power -> power == group);
    }

    /** The size of a file system of which it cannot be said how much of its device it takes. */
    static Answer<Optional<Long>> unknown(DeviceName device) {
        return Answer.unknown("how much of " + device + " its file system takes");
    }

    @Override
    public Set<Name> names() {
        return device.names();
    }

    @Override
    public String describe() {
        return "the size of the file system on " + device;
    }

    @Override
    public Script script() {
        String path = device.canonical();
        Script command = switch (type) {
            case "ext2", "ext3", "ext4" -> Script.of("dumpe2fs -h {} 2>/dev/null", path);
            case "xfs" -> Script.of("xfs_info {} 2>/dev/null", path);
            default -> Script.of(":");
        };
        return Script.of("PATH=$PATH:/usr/sbin:/sbin\n{}", command);
    }

    @Override
    public Optional<Long> parse(Output output) {
        if (output.text().isBlank() && !type.startsWith("ext")) {
            return Optional.empty();
        }
        Matcher xfs = XFS.matcher(output.text());
        if (xfs.find()) {
            return Optional.of(Long.parseLong(xfs.group(1)) * Long.parseLong(xfs.group(2)));
        }
        Matcher count = EXT_COUNT.matcher(output.text());
        Matcher size = EXT_SIZE.matcher(output.text());
        if (count.find() && size.find()) {
            return Optional.of(Long.parseLong(count.group(1)) * Long.parseLong(size.group(1)));
        }
        throw new UnparsableOutputException(describe(), "no block count and size in: " + output.text());
    }
}
