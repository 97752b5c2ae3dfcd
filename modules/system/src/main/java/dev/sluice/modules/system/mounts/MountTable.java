package dev.sluice.modules.system.mounts;

import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that is mounted, from {@code /proc/self/mountinfo}, in the order of mounting. A sample line (proc(5)):
 *
 * <pre>36 35 253:3 / /srv/nfs rw,relatime shared:1 - ext4 /dev/mapper/sas-nfs--data rw,errors=remount-ro</pre>
 */
public record MountTable() implements ShellFact<List<MountTable.Entry>> {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    /**
     * One mounted file system.
     *
     * @param target where it is mounted
     * @param source what is mounted; a device in its canonical form (see {@link DeviceName})
     * @param type its type, e.g. {@code ext4} or {@code nfs4}
     * @param options the options in effect, those of the mount point and of the file system
     * @param root which directory of the file system is mounted; {@code /} unless it is a bind mount
     */
    public record Entry(
            String target,
            Answer<String> source,
            Answer<String> type,
            Answer<List<String>> options,
            Answer<String> root) {}

    /** The file system that is visible at a mount point: the one that was mounted there last. */
    public static Optional<Entry> at(List<Entry> table, String target) {
        return table.stream().filter(entry -> entry.target().equals(target)).reduce((earlier, later) -> later);
    }

    @Override
    public Set<Name> names() {
        return Name.programs("mount", "umount", "/bin/mount", "/bin/umount", "/usr/bin/mount", "/usr/bin/umount");
    }

    @Override
    public String describe() {
        return "the mounted file systems";
    }

    @Override
    public Script script() {
        return Script.of("cat /proc/self/mountinfo");
    }

    @Override
    public List<Entry> parse(Output output) {
        if (!output.succeeded()) {
            throw new UnparsableOutputException(describe(), "cannot read /proc/self/mountinfo: " + output.errorText());
        }
        List<Entry> entries = new ArrayList<>();
        output.text().lines().forEach(line -> entries.add(entry(line)));
        return List.copyOf(entries);
    }

    private Entry entry(String line) {
        String[] halves = line.split(" - ", 2);
        String[] mount = halves[0].split(" ");
        String[] system = halves.length == 2 ? halves[1].split(" ", 3) : new String[0];
        if (mount.length < 6 || system.length < 3) {
            throw new UnparsableOutputException(describe(), "not a line of mountinfo: " + line);
        }
        List<String> options = new ArrayList<>(List.of(mount[5].split(",")));
        for (String option : system[2].split(",")) {
            if (!options.contains(option)) {
                options.add(option);
            }
        }
        return new Entry(
                unescape(mount[4]),
                Answer.of(DeviceName.of(unescape(system[1])).canonical()),
                Answer.of(system[0]),
                Answer.of(List.copyOf(options)),
                Answer.of(unescape(mount[3])));
    }

    /** The kernel writes blanks, tabs, newlines and backslashes in octal; in a file, any byte may be written so. */
    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        Matcher matcher = OCTAL.matcher(text);
        int end = 0;
        while (matcher.find()) {
            plain.writeBytes(Bytes.of(text.substring(end, matcher.start())).toArray());
            plain.write(Integer.parseInt(matcher.group(1), 8));
            end = matcher.end();
        }
        plain.writeBytes(Bytes.of(text.substring(end)).toArray());
        return Bytes.of(plain.toByteArray()).text();
    }
}
