package dev.sluice.modules.storage.disk;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Shell;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that could make a disk not blank. No single program tells: {@code blkid} stops at the first signature,
 * {@code wipefs} knows no raw data, {@code lsblk} believes udev, and all three together miss data without a signature.
 * So all are asked, and the first and the last MiB are read. The script prints each program's answer between a line
 * with its name and exit code and a line with a single dot:
 *
 * <pre>
 * device /dev/sda
 * size 1200243695616
 * io 0
 * blkid 2
 * .
 * wipefs 0
 * {"signatures": []}
 * .
 * lsblk 0
 * {"blockdevices": [{"name":"sda", "path":"/dev/sda", "type":"disk", "fstype":null, "pttype":null, "mountpoint":null}]}
 * .
 * start 0
 * end 0
 * </pre>
 *
 * @param path the disk as the runbook names it
 */
public record DiskContent(String path) implements ShellFact<Optional<DiskContent.Found>> {
    /**
     * A disk that exists.
     *
     * @param device the kernel's name for it, e.g. {@code /dev/sda}
     * @param size in bytes
     * @param optimalTransfer what the kernel says its best transfer size is, in bytes; 0 if it says nothing
     * @param signatures types of file systems, partition tables and members found on it, sorted
     * @param children what is built on it: partitions, volumes, arrays
     * @param mounts where it is mounted itself
     * @param startBlank whether its first MiB consists of zeros
     * @param endBlank whether its last MiB consists of zeros
     */
    public record Found(
            String device,
            long size,
            long optimalTransfer,
            List<String> signatures,
            Answer<List<String>> children,
            List<String> mounts,
            boolean startBlank,
            boolean endBlank) {
        /** With these signatures, whose writing left traces in the first MiB. */
        public Found withSignatures(List<String> newSignatures) {
            return new Found(device, size, optimalTransfer, newSignatures, children, mounts, false, endBlank);
        }

        /** Without signatures and with zeros in the first MiB. */
        public Found wiped() {
            return new Found(device, size, optimalTransfer, List.of(), children, mounts, true, endBlank);
        }

        public Found withChildren(Answer<List<String>> newChildren) {
            return new Found(device, size, optimalTransfer, signatures, newChildren, mounts, startBlank, endBlank);
        }

        /** Why it is not blank, as noun phrases; empty if it is. */
        public List<String> obstacles() {
            List<String> obstacles = new ArrayList<>();
            signatures.forEach(type -> obstacles.add("a signature of type " + type));
            children.get().forEach(child -> obstacles.add("'" + child + "' built on it"));
            mounts.forEach(mount -> obstacles.add("a mount at " + mount));
            if (signatures.isEmpty() && !startBlank) {
                obstacles.add("data without a known signature in the first MiB");
            }
            if (signatures.isEmpty() && !endBlank) {
                obstacles.add("data without a known signature in the last MiB");
            }
            return obstacles;
        }
    }

    @Override
    public Set<Name> names() {
        return Set.of(Name.path(path));
    }

    @Override
    public String describe() {
        return "what is on the disk " + path;
    }

    @Override
    public String script() {
        return """
                PATH=$PATH:/usr/sbin:/sbin
                d=$(readlink -f -- %s) && [ -b "$d" ] || { echo absent; exit 0; }
                [ -r "$d" ] || { echo unreadable; exit 0; }
                s=$(blockdev --getsize64 "$d") || exit 1
                printf 'device %%s\\nsize %%s\\n' "$d" "$s"
                q=/sys/class/block/${d##*/}
                [ -e "$q/queue" ] || q=$(readlink -f "$q/..")
                printf 'io %%s\\n' "$(cat "$q/queue/optimal_io_size" 2>/dev/null || echo 0)"
                for p in 'blkid -p -o export' 'wipefs --json' \
                    'lsblk --json -o NAME,PATH,TYPE,FSTYPE,PTTYPE,MOUNTPOINT'; do
                  o=$($p "$d")
                  printf '%%s %%s\\n%%s\\n.\\n' "${p%%%% *}" "$?" "$o"
                done
                printf 'start %%s\\n' "$(dd if="$d" bs=65536 count=16 2>/dev/null | tr -d '\\000' | wc -c)"
                k=$((s / 512 - 2048)); [ "$k" -ge 0 ] || k=0
                printf 'end %%s\\n' "$(dd if="$d" bs=512 skip="$k" 2>/dev/null | tr -d '\\000' | wc -c)"
                """.formatted(Shell.quote(path));
    }

    @Override
    public Optional<Found> parse(Output output) {
        return DiskContentParser.parse(describe(), output);
    }
}
