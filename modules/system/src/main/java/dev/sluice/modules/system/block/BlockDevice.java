package dev.sluice.modules.system.block;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Shell;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A block device, or an image file in place of one: whether it exists, how large it is, what it carries and what uses
 * it. Aliases of one device are the same question. The signature is probed on the device itself ({@code blkid -p}), not
 * taken from a cache. The script prints, for a volume with an ext4:
 *
 * <pre>
 * kind=block
 * real=/dev/dm-3
 * size=1127428915200
 * child=sas-snap
 * --
 * DEVNAME=/dev/dm-3
 * LABEL=nfs-data
 * UUID=5a9f8c1e-...
 * TYPE=ext4
 * USAGE=filesystem
 * blkid=0
 * </pre>
 *
 * <p>{@code blkid -p} exits with 2 where there is no signature and with 8 where there are several that contradict each
 * other (blkid(8)); the latter is answered as a signature of type {@code ambivalent}.
 *
 * @param device which; any alias
 */
public record BlockDevice(DeviceName device) implements ShellFact<Optional<BlockDevice.Found>> {
    /**
     * A device that exists.
     *
     * @param kind {@code block} for a device, {@code file} for an image file
     * @param realPath the kernel's name for it, e.g. {@code /dev/dm-3}
     * @param size in bytes
     * @param signature what it carries; empty if it is blank as far as blkid can tell
     * @param children what is built on it: names of partitions ({@code sda1}) and of mapped devices
     *     ({@code sas-nfs--data}), sorted
     */
    public record Found(
            String kind,
            Answer<String> realPath,
            Answer<Long> size,
            Answer<Optional<Signature>> signature,
            Answer<List<String>> children) {
        public Found withSize(Answer<Long> newSize) {
            return new Found(kind, realPath, newSize, signature, children);
        }

        public Found withSignature(Answer<Optional<Signature>> newSignature) {
            return new Found(kind, realPath, size, newSignature, children);
        }

        public Found withChildren(Answer<List<String>> newChildren) {
            return new Found(kind, realPath, size, signature, newChildren);
        }
    }

    /** The device with the given name, in any spelling. */
    public static BlockDevice at(String spelling) {
        return new BlockDevice(DeviceName.of(spelling));
    }

    @Override
    public Set<Name> names() {
        return device.names();
    }

    @Override
    public String describe() {
        return "the block device " + device;
    }

    @Override
    public String script() {
        String places = device.isTag()
                ? "\"$(findfs " + Shell.quote(device.canonical()) + " 2>/dev/null)\""
                : Shell.quote(device.canonical()) + " " + Shell.quote(device.mapperPath());
        return """
                PATH=$PATH:/usr/sbin:/sbin
                d=
                for p in %s; do [ -n "$p" ] && [ -e "$p" ] && { d=$(readlink -f -- "$p"); break; }; done
                [ -n "$d" ] || { echo kind=absent; exit 0; }
                if [ -b "$d" ]; then echo kind=block; elif [ -f "$d" ]; then echo kind=file; else echo kind=other; exit 0; fi
                [ -r "$d" ] || { echo kind=unreadable; exit 0; }
                printf 'real=%%s\\n' "$d"
                n=${d##*/}
                if [ -f "$d" ]; then printf 'size=%%s\\n' "$(wc -c <"$d")"
                else read -r s <"/sys/class/block/$n/size" && echo "size=$((s * 512))"
                  for c in "/sys/class/block/$n"/holders/* "/sys/class/block/$n"/*/partition; do
                    [ -e "$c" ] || continue
                    case $c in */partition) c=${c%%/partition};; esac
                    c=${c##*/}
                    if [ -r "/sys/class/block/$c/dm/name" ]; then read -r c <"/sys/class/block/$c/dm/name"; fi
                    printf 'child=%%s\\n' "$c"
                  done
                fi
                echo --
                command -v blkid >/dev/null || { echo blkid=missing; exit 0; }
                blkid -p -o export -- "$d"
                echo "blkid=$?"
                """.formatted(places);
    }

    @Override
    public Optional<Found> parse(Output output) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> children = new ArrayList<>();
        for (String line : output.text().lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.startsWith("child=")) {
                children.add(line.substring(equals + 1));
            } else if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        String kind = values.getOrDefault("kind", "");
        return switch (kind) {
            case "absent" -> Optional.empty();
            case "block", "file" ->
                Optional.of(new Found(
                        kind,
                        Answer.of(required(values, "real")),
                        Answer.of(size(values)),
                        Answer.of(signature(values)),
                        Answer.of(children.stream().sorted().toList())));
            case "other" -> throw wrong("it is neither a block device nor a file");
            case "unreadable" ->
                throw wrong("this user may not read it, so it is unknown whether it is blank; use become");
            default -> throw wrong("expected 'kind=...' but got: " + output.text() + output.errorText());
        };
    }

    private Optional<Signature> signature(Map<String, String> values) {
        String exit = required(values, "blkid");
        return switch (exit) {
            case "0" -> Optional.of(found(values));
            case "2" -> Optional.empty();
            case "8" -> Optional.of(new Signature("other", "ambivalent", "", Answer.of("")));
            case "missing" ->
                throw wrong("blkid is not installed there, so it is unknown what the device contains;"
                        + " install util-linux");
            default -> throw wrong("blkid exited with " + exit);
        };
    }

    private static Signature found(Map<String, String> values) {
        String table = values.get("PTTYPE");
        String type = values.getOrDefault("TYPE", table == null ? "unnamed" : table);
        String usage = values.containsKey("TYPE") ? values.getOrDefault("USAGE", "other") : "partitions";
        String uuid = values.getOrDefault("UUID", values.getOrDefault("PTUUID", ""));
        return new Signature(usage, type, values.getOrDefault("LABEL", ""), Answer.of(uuid));
    }

    private long size(Map<String, String> values) {
        String size = required(values, "size").strip();
        try {
            return Long.parseLong(size);
        } catch (NumberFormatException none) {
            throw wrong("its size is not a number: " + size);
        }
    }

    private String required(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw wrong("no line '" + key + "=' came back");
        }
        return value;
    }

    private UnparsableOutputException wrong(String why) {
        return new UnparsableOutputException(describe(), why);
    }
}
