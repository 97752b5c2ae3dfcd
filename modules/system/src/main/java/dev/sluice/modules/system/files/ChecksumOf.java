package dev.sluice.modules.system.files;

import dev.sluice.spi.BatchedFact;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.UnparsableOutputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checksum of a file? Links are followed. After the place ({@link PathScript}) the script prints what came of it
 * and, if it was read, the line of {@code sha1sum} and its like:
 *
 * <pre>read\0 da39a3ee5e6b4b0d3255bfef95601890afd80709  -\n</pre>
 *
 * @param path absolute
 * @param algorithm one of {@link #ALGORITHMS}
 */
public record ChecksumOf(String path, String algorithm) implements FileQuestion<Checksum>, BatchedFact<Checksum> {
    /** The checksums that coreutils and busybox can make, under Ansible's names. */
    public static final List<String> ALGORITHMS = List.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512");

    private static final Pattern LINE = Pattern.compile("\\\\?([0-9a-f]{32,128})  ?\\*?-?\\s*");

    public ChecksumOf {
        path = TargetPath.normalize(path);
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("no such checksum: " + algorithm);
        }
    }

    /** The checksum that Ansible's modules return: SHA-1. */
    public static ChecksumOf sha1(String path) {
        return new ChecksumOf(path, "sha1");
    }

    /** Java's name of the algorithm. */
    String digest() {
        return algorithm.equals("md5") ? "MD5" : "SHA-" + algorithm.substring(3);
    }

    @Override
    public ChecksumOf at(String otherPath) {
        return new ChecksumOf(otherPath, algorithm);
    }

    @Override
    public boolean follows() {
        return true;
    }

    @Override
    public String describe() {
        return "the " + algorithm + " checksum of " + path;
    }

    @Override
    public Batch batch() {
        return new FileBatch();
    }

    @Override
    public Script script() {
        return PathScript.of(path, true, Script.of("""
                [ $k = found ] || exit 0
                if [ -d "$c" ]; then printf 'directory\\0'
                elif ! [ -f "$c" ]; then printf 'special\\0'
                elif ! [ -r "$c" ]; then printf 'unreadable\\0'
                else printf 'read\\0'; {}sum <"$c"; fi
                """, algorithm));
    }

    @Override
    public Checksum parse(Output output) {
        PathScript.Place place = PathScript.parse(describe(), output);
        String state = place.state().equals("found") ? place.rest().next() : place.state();
        if (!state.equals("read")) {
            return new Checksum(ContentOf.state(describe(), state), place.path(), place.links(), "");
        }
        String line = place.rest().remainder().text();
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new UnparsableOutputException(describe(), "unexpected output of " + algorithm + "sum: " + line);
        }
        return new Checksum(Content.State.READ, place.path(), place.links(), matcher.group(1));
    }
}
