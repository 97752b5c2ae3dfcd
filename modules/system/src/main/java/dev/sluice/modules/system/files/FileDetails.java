package dev.sluice.modules.system.files;

import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is rarely asked about a file, such as when it was read last. A link at the path itself is not followed. After
 * the place ({@link PathScript}) the script prints three fields: of {@code stat}, {@code lsattr -vd} and
 * {@code file -bi}; the last two are empty where the program or the file system has no answer:
 *
 * <p>It reads a little of the file first: other questions read it too, which sets the time of the last reading once
 * after every change, and the time that is told here should still be right afterwards.
 *
 * <pre>8 4096 0 0 2026-11-20 10:44:00.123456789 +0000\0 1234 --------------e------- /etc/motd\0 text/plain; charset=us-ascii\0</pre>
 *
 * @param path absolute
 */
public record FileDetails(String path) implements FileQuestion<Details> {
    private static final Script STAT = Script.of("""
            [ $k = found ] || exit 0
            if ! [ -L "$c" ]; then
            if [ -f "$c" ]; then head -c 1 "$c" >/dev/null 2>&1
            elif [ -d "$c" ]; then for x in "$c"/*; do break; done; fi
            fi
            s=$(stat -c '%b %o %t %T %x' "$c") || exit 4
            a=; { [ -f "$c" ] || [ -d "$c" ]; } && ! [ -L "$c" ] && a=$(lsattr -vd "$c" 2>/dev/null)
            m=$(file -bi "$c" 2>/dev/null) || m=
            printf '%s\\0%s\\0%s\\0' "$s" "$a" "$m"
            """);
    private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) ([0-9a-f]+) ([0-9a-f]+) (.*)");
    private static final Pattern FLAGS = Pattern.compile("\\s*(\\d+)\\s+([-a-zA-Z]+)\\s.*", Pattern.DOTALL);
    private static final Pattern MIME = Pattern.compile("([^;]+); charset=(\\S+)");

    public FileDetails {
        path = TargetPath.normalize(path);
    }

    @Override
    public FileDetails at(String otherPath) {
        return new FileDetails(otherPath);
    }

    @Override
    public boolean follows() {
        return false;
    }

    @Override
    public String describe() {
        return "the details of " + path;
    }

    @Override
    public Script script() {
        return PathScript.of(path, false, STAT);
    }

    @Override
    public Details parse(Output output) {
        PathScript.Place place = PathScript.parse(describe(), output);
        if (!place.state().equals("found")) {
            return Details.unknown(place.path(), place.links(), "a file that does not exist");
        }
        String line = place.rest().next();
        Matcher stat = LINE.matcher(line);
        if (!stat.matches()) {
            throw new UnparsableOutputException(describe(), "unexpected output of stat: " + line);
        }
        Matcher flags = FLAGS.matcher(place.rest().next());
        boolean hasFlags = flags.matches();
        Matcher mime = MIME.matcher(place.rest().next().strip());
        boolean hasMime = mime.matches();
        return new Details(
                place.path(),
                place.links(),
                Answer.of(StatLine.seconds(describe(), stat.group(5))),
                Answer.of(Long.parseLong(stat.group(1))),
                Answer.of(Long.parseLong(stat.group(2))),
                Answer.of(device(Long.parseLong(stat.group(3), 16), Long.parseLong(stat.group(4), 16))),
                Answer.of(hasFlags ? flags.group(2).replace("-", "") : ""),
                Answer.of(hasFlags ? flags.group(1) : ""),
                Answer.of(hasMime ? mime.group(1) : "unknown"),
                Answer.of(hasMime ? mime.group(2) : "unknown"));
    }

    /** Linux's numbering of devices: see gnu_dev_makedev(3). */
    private static long device(long major, long minor) {
        return ((major & 0xfffff000L) << 32) | ((major & 0xfff) << 8) | ((minor & 0xffffff00L) << 12) | (minor & 0xff);
    }
}
