package dev.sluice.modules.system.block;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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
 * transfer=0
 * --
 * DEVNAME=/dev/dm-3
 * LABEL=nfs-data
 * UUID=5a9f8c1e-...
 * TYPE=ext4
 * USAGE=filesystem
 * blkid=0
 * also=ext4
 * </pre>
 *
 * <p>Where {@code blkid} finds nothing, the bytes that are not zero in the first and in the last MiB are counted; of a
 * physical volume of LVM its group and the volumes of that are listed.
 *
 * <p>{@code blkid -p} exits with 2 where there is no signature and with 8 where there are several that contradict each
 * other (blkid(8)); the latter is answered as a signature of type {@code ambivalent}.
 *
 * @param device which; any alias
 */
public record BlockDevice(DeviceName device) implements ShellFact<Optional<BlockDevice.Found>> {
    /** What may be printed several times. */
    private static final Set<String> LISTS = Set.of("child", "also", "volume");

    /**
     * A device that exists.
     *
     * @param kind {@code block} for a device, {@code file} for an image file
     * @param realPath the kernel's name for it, e.g. {@code /dev/dm-3}
     * @param size in bytes
     * @param signature what it carries; empty if it is blank as far as blkid can tell
     * @param children what is built on it: names of partitions ({@code sda1}), of mapped devices
     *     ({@code sas-nfs--data}), of arrays and of loop devices, sorted
     * @param traces what else is known of it that tells whether it may be written over
     */
    public record Found(
            String kind,
            Answer<String> realPath,
            Answer<Long> size,
            Answer<Optional<Signature>> signature,
            Answer<List<String>> children,
            Answer<Traces> traces) {
        public Found withSize(Answer<Long> newSize) {
            return new Found(kind, realPath, newSize, signature, children, traces);
        }

        /** With something new on it. What was blank before has no other traces then. */
        public Found withSignature(Answer<Optional<Signature>> newSignature) {
            return new Found(
                    kind,
                    realPath,
                    size,
                    newSignature,
                    children,
                    isBlank() ? traces : Answer.unknown("what is left of what was there before"));
        }

        /** Without any signature, and with zeros at its start and at its end. */
        public Found wiped() {
            return new Found(
                    kind,
                    realPath,
                    size,
                    Answer.of(Optional.empty()),
                    children,
                    traces.map(each -> Traces.none(each.transfer())));
        }

        public Found withChildren(Answer<List<String>> newChildren) {
            return new Found(kind, realPath, size, signature, newChildren, traces);
        }

        public Found withTraces(Answer<Traces> newTraces) {
            return new Found(kind, realPath, size, signature, children, newTraces);
        }

        private boolean isBlank() {
            Optional<Signature> found = signature.orNull();
            Traces left = traces.orNull();
            return found != null && found.isEmpty() && left != null && left.equals(Traces.none(left.transfer()));
        }
    }

    /**
     * What tells besides the signature whether a device may be written over.
     *
     * @param others types of further signatures (wipefs(8)), sorted
     * @param group the volume group of which it is a physical volume; empty for none, or where LVM cannot tell
     * @param volumes the volumes of that group, sorted
     * @param swap whether it is swap space in use
     * @param raw where there is data although there is no signature: {@code first MiB}, {@code last MiB}
     * @param transfer what the kernel says its best transfer size is, in bytes; 0 if it says nothing
     */
    // More than five: one for each place that has to be looked at.
    public record Traces(
            List<String> others,
            String group,
            List<String> volumes,
            boolean swap,
            List<String> raw,
            Answer<Long> transfer) {
        /** Nothing at all. */
        public static Traces none(Answer<Long> transfer) {
            return new Traces(List.of(), "", List.of(), false, List.of(), transfer);
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
    public Script script() {
        Script places = device.isTag()
                ? Script.of("\"$(findfs {} 2>/dev/null)\"", device.canonical())
                : Script.of("{} {}", device.canonical(), device.mapperPath());
        return Script.of("""
                PATH=$PATH:/usr/sbin:/sbin
                d=
                for p in {}; do [ -n "$p" ] && [ -e "$p" ] && { d=$(readlink -f -- "$p"); break; }; done
                [ -n "$d" ] || { echo kind=absent; exit 0; }
                if [ -b "$d" ]; then echo kind=block; elif [ -f "$d" ]; then echo kind=file; else echo kind=other; exit 0; fi
                [ -r "$d" ] || { echo kind=unreadable; exit 0; }
                printf 'real=%s\\n' "$d"
                n=${d##*/}
                if [ -f "$d" ]; then s=$(($(wc -c <"$d")))
                  for c in /sys/block/loop*/loop/backing_file; do
                    [ -r "$c" ] && IFS= read -r f <"$c" && [ "$f" = "$d" ] || continue
                    c=${c%/loop/backing_file}
                    printf 'child=%s\\n' "${c##*/}"
                  done
                else read -r s <"/sys/class/block/$n/size" && s=$((s * 512))
                  q=/sys/class/block/$n
                  [ -e "$q/queue" ] || q=$(readlink -f "$q/..")
                  [ ! -r "$q/queue/optimal_io_size" ] || printf 'transfer=%s\\n' "$(cat "$q/queue/optimal_io_size")"
                  for c in "/sys/class/block/$n"/holders/* "/sys/class/block/$n"/*/partition; do
                    [ -e "$c" ] || continue
                    case $c in */partition) c=${c%/partition};; esac
                    c=${c##*/}
                    if [ -r "/sys/class/block/$c/dm/name" ]; then read -r c <"/sys/class/block/$c/dm/name"; fi
                    printf 'child=%s\\n' "$c"
                  done
                fi
                printf 'size=%s\\n' "$s"
                if [ -r /proc/swaps ]; then while read -r p f; do
                  [ "$(readlink -f -- "$p" 2>/dev/null)" != "$d" ] || echo swap=yes
                done </proc/swaps; fi
                echo --
                command -v blkid >/dev/null || { echo blkid=missing; exit 0; }
                o=$(blkid -p -o export -- "$d")
                b=$?
                printf '%s\\nblkid=%s\\n' "$o" "$b"
                wipefs --noheadings --output TYPE -- "$d" 2>/dev/null | while read -r t; do printf 'also=%s\\n' "$t"; done
                case $o in *TYPE=LVM2_member*)
                  g=$(pvs --noheadings -o vg_name -- "$d" 2>/dev/null | tr -d ' ')
                  printf 'group=%s\\n' "$g"
                  [ -z "$g" ] || lvs --noheadings -o lv_name -- "$g" 2>/dev/null | while read -r v; do
                    printf 'volume=%s\\n' "$v"
                  done ;;
                esac
                [ "$b" = 2 ] || exit 0
                k=$((s / 512 - 2048)); [ "$k" -ge 0 ] || k=0
                printf 'start=%s\\n' "$(dd if="$d" bs=65536 count=16 2>/dev/null | tr -d '\\000' | wc -c)"
                printf 'end=%s\\n' "$(dd if="$d" bs=512 skip="$k" 2>/dev/null | tr -d '\\000' | wc -c)"
                """, places);
    }

    @Override
    public Optional<Found> parse(Output output) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, SortedSet<String>> lists = new HashMap<>();
        LISTS.forEach(name -> lists.put(name, new TreeSet<>()));
        for (String line : output.text().lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String name = line.substring(0, equals);
                String value = line.substring(equals + 1);
                SortedSet<String> list = lists.get(name);
                if (list == null) {
                    values.put(name, value);
                } else {
                    list.add(value);
                }
            }
        }
        String kind = values.getOrDefault("kind", "");
        return switch (kind) {
            case "absent" -> Optional.empty();
            case "block", "file" ->
                Optional.of(new Found(
                        kind,
                        Answer.of(required(values, "real")),
                        Answer.of(number(values, "size")),
                        Answer.of(signature(values)),
                        Answer.of(all(lists, "child")),
                        Answer.of(traces(values, lists))));
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

    private static List<String> all(Map<String, SortedSet<String>> lists, String name) {
        return List.copyOf(lists.getOrDefault(name, new TreeSet<>()));
    }

    private Traces traces(Map<String, String> values, Map<String, SortedSet<String>> lists) {
        String known = signature(values).map(Signature::type).orElse("");
        List<String> raw = new ArrayList<>();
        if (known.isEmpty() && number(values, "start") > 0) {
            raw.add("first MiB");
        }
        if (known.isEmpty() && number(values, "end") > 0) {
            raw.add("last MiB");
        }
        return new Traces(
                all(lists, "also").stream().filter(type -> !type.equals(known)).toList(),
                values.getOrDefault("group", ""),
                all(lists, "volume"),
                values.containsKey("swap"),
                List.copyOf(raw),
                Answer.of(values.containsKey("transfer") ? number(values, "transfer") : 0));
    }

    private static Signature found(Map<String, String> values) {
        String table = values.get("PTTYPE");
        String type = values.getOrDefault("TYPE", table == null ? "unnamed" : table);
        String usage = values.containsKey("TYPE") ? values.getOrDefault("USAGE", "other") : "partitions";
        String uuid = values.getOrDefault("UUID", values.getOrDefault("PTUUID", ""));
        return new Signature(usage, type, values.getOrDefault("LABEL", ""), Answer.of(uuid));
    }

    private long number(Map<String, String> values, String name) {
        String number = required(values, name).strip();
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException none) {
            throw wrong("'" + name + "' is not a number: " + number);
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
