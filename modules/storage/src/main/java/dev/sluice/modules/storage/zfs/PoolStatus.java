package dev.sluice.modules.storage.zfs;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The health of a ZFS pool. {@code zpool status -v -p} of OpenZFS 2 prints (counters exact because of {@code -p}):
 *
 * <pre>
 *   pool: main
 *  state: ONLINE
 *   scan: scrub repaired 0B in 05:12:44 with 56 errors on Sun Mar  1 05:12:45 2026
 * config:
 *
 *         NAME        STATE     READ WRITE CKSUM
 *         main        ONLINE       0     0     0
 *           sdb       ONLINE       0     0    12
 *
 * errors: Permanent errors have been detected in the following files:
 *
 *         /mnt/main/ytdlp/videos/lecture 12.mkv
 *         &lt;0x1d2&gt;:&lt;0x8a41&gt;
 * </pre>
 *
 * @param pool its name
 */
public record PoolStatus(String pool) implements ShellFact<PoolHealth> {
    private static final Pattern DEVICE = Pattern.compile(
            "\\s+(\\S+)\\s+([A-Z]+)\\s+([0-9.]+[KMGT]?)\\s+([0-9.]+[KMGT]?)\\s+([0-9.]+[KMGT]?)(\\s.*)?");
    private static final Pattern FIELD = Pattern.compile("\\s*(pool|state|scan|config|errors):\\s?(.*)");

    @Override
    public Set<Name> names() {
        return Set.of(Name.program("zpool"), new Name("pool", pool));
    }

    @Override
    public String describe() {
        return "the health of the ZFS pool " + pool;
    }

    @Override
    public Script script() {
        return Script.of("""
                PATH=$PATH:/usr/sbin:/sbin
                command -v zpool >/dev/null || { echo 'zpool is not installed' >&2; exit 3; }
                p=$(timeout 120 zpool status -v -p {} 2>/dev/null) || p=$(timeout 120 zpool status -v {}) || exit
                printf '%s\\n' "$p"
                """, pool, pool);
    }

    @Override
    public PoolHealth parse(Output output) {
        if (!output.succeeded()) {
            throw new UnparsableOutputException(
                    describe(),
                    "zpool exited with " + output.exitCode() + ": "
                            + output.errorText().strip());
        }
        String section = "";
        String state = "";
        StringBuilder scan = new StringBuilder();
        String errors = "";
        List<PoolHealth.Device> devices = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (String line : output.text().lines().toList()) {
            Matcher field = FIELD.matcher(line);
            Matcher device = DEVICE.matcher(line);
            if (!section.equals("errors") && field.matches()) {
                section = field.group(1);
                state = section.equals("state") ? field.group(2) : state;
                errors = section.equals("errors") ? field.group(2) : errors;
                if (section.equals("scan")) {
                    scan.append(field.group(2));
                }
            } else if (section.equals("scan") && !line.isBlank()) {
                scan.append(' ').append(line.strip());
            } else if (section.equals("config") && device.matches()) {
                devices.add(device(device));
            } else if (section.equals("errors") && !line.isBlank()) {
                damaged.add(line.strip());
            }
        }
        if (state.isEmpty() || devices.isEmpty() || errors.isEmpty()) {
            throw new UnparsableOutputException(
                    describe(), "expected state, config and errors but got: " + output.text());
        }
        return new PoolHealth(state, scan.toString(), devices, damaged);
    }

    private PoolHealth.Device device(Matcher line) {
        return new PoolHealth.Device(
                line.group(1), line.group(2), count(line.group(3)), count(line.group(4)), count(line.group(5)));
    }

    /** Without {@code -p} large counters are rounded: {@code 1.21K}. */
    private long count(String text) {
        int unit = "KMGT".indexOf(text.charAt(text.length() - 1));
        String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
        try {
            return Math.round(Double.parseDouble(digits) * Math.pow(1000, unit + 1));
        } catch (NumberFormatException none) {
            throw new UnparsableOutputException(describe(), "'" + text + "' is not a number of errors");
        }
    }
}
