package dev.sluice.modules.system.mounts;

import dev.sluice.modules.system.block.BlockDevice;
import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.modules.system.block.FileSystemMade;
import dev.sluice.modules.system.block.FileSystemSize;
import dev.sluice.modules.system.block.Signature;
import dev.sluice.modules.system.block.SignatureWritten;
import dev.sluice.modules.system.block.Wiping;
import dev.sluice.modules.system.command.Words;
import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes and grows file systems, as {@code community.general.filesystem}. */
public final class FilesystemModule implements Module<FilesystemModule.Parameters> {
    /** Whether the device carries the file system. */
    enum State {
        PRESENT,
        ABSENT
    }

    @Description(
            value = "Creates a file system on a device, or grows an existing one. A device that contains anything else,"
                    + " also data without a signature, is left alone and the task fails, unless `force` says otherwise; one"
                    + " that is in use (mounted, swapped to, in a volume group or an array) is never written over. The device may be one that an"
                    + " earlier task creates, under any of its names.",
            example = """
                    - filesystem:
                        dev: /dev/sas/nfs-data
                        fstype: ext4
                        opts: -L nfs-data
                    """)
    record Parameters(
            @Parameter(value = "The device, or an image file.", required = true, aliases = "device")
            String dev,

            @Parameter(
                    value = "The type of the file system; `lvm` makes a physical volume. Needed for `state: present`.",
                    aliases = "type")
            @Nullable
            FileSystemType fstype,

            @Parameter("Options for the program that makes it, e.g. `-L nfs-data`.") @Nullable
            String opts,

            @Parameter("Whether the file system is grown to the size of the device.")
            boolean resizefs,

            @Parameter(
                    "Whether anything else that is on the device is overwritten, which destroys it. A file system of the wanted type is"
                            + " kept in any case (Ansible creates it again on every run).")
            boolean force,

            @Parameter(
                    value = "`absent` wipes all signatures from the device, and its first and last MiB.",
                    defaultValue = "present")
            State state) {}

    @Override
    public String name() {
        return "filesystem";
    }

    @Override
    public List<String> aliases() {
        return List.of("community.general.filesystem");
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        BlockDevice question = BlockDevice.at(wanted.dev());
        facts.prefetch(question, new MountTable());
        Optional<BlockDevice.Found> found = facts.get(question);
        if (wanted.state() == State.ABSENT) {
            return found.isEmpty() ? Plan.unchanged(Map.of()) : wipe(wanted, facts, found.get());
        }
        FileSystemType type = wanted.fstype();
        if (type == null) {
            throw new TaskFailure(
                    "fstype is missing: cannot determine which file system " + wanted.dev() + " should get",
                    "give e.g. fstype: ext4");
        }
        if (found.isEmpty()) {
            throw new TaskFailure("no such device: " + wanted.dev() + "", "create it first, or check its name");
        }
        boolean same = found.get()
                .signature()
                .get()
                .filter(each -> each.type().equals(type.signature()))
                .isPresent();
        if (same) {
            return wanted.resizefs() ? grow(wanted, type, facts, found.get()) : Plan.unchanged(Map.of());
        }
        return make(wanted, type, facts, found.get());
    }

    private static Plan make(Parameters wanted, FileSystemType type, Facts facts, BlockDevice.Found found) {
        DeviceUse use = DeviceUse.of(facts, wanted.dev(), found);
        use.requireOverwritable("A new file system", wanted.force());
        List<String> options = wanted.opts() == null ? List.of() : Words.of(wanted.opts());
        boolean overwrites = !use.isBlank();
        Change change = Change.of(
                        wanted.dev(),
                        "file system",
                        String.join(", ", use.contents()),
                        type.signature() + label(type.label(options)),
                        List.of(unless(found, wanted.dev(), type.make(options, wanted.dev(), overwrites))),
                        List.of(effect(wanted.dev(), type, options)))
                .withRisk(use.risk());
        return Plan.changes(List.of(change), Map.of());
    }

    /** What was put on the device since the plan was made must not be destroyed. */
    private static Steps.Run unless(BlockDevice.Found planned, String device, Script command) {
        Optional<Signature> signature = planned.signature().get();
        String uuid = signature.map(each -> each.uuid().orNull()).orElse(null);
        Script look = signature.isEmpty()
                ? Script.of("blkid -p -- {} >/dev/null; [ $? -eq 2 ]", device)
                : uuid == null || uuid.isEmpty()
                        ? Script.of(":")
                        : Script.of(
                                "blkid -p -o export -- {} | grep -qxF -e {} -e {}",
                                device,
                                "UUID=" + uuid,
                                "PTUUID=" + uuid);
        return Steps.Run.script(
                """
                PATH=$PATH:/usr/sbin:/sbin
                { {}; } || { echo {} >&2; exit 1; }
                {}""",
                look,
                signature.isEmpty()
                        ? "the device is no longer blank; nothing was done"
                        : "something else is on the device by now; nothing was done",
                command);
    }

    private static Effect effect(String device, FileSystemType type, List<String> options) {
        return type == FileSystemType.LVM
                ? SignatureWritten.physicalVolume(device)
                : FileSystemMade.of(device, type.signature(), type.label(options), type.isUsual(options));
    }

    private static String label(String label) {
        return label.isEmpty() ? "" : " labelled " + label;
    }

    private static Plan grow(Parameters wanted, FileSystemType type, Facts facts, BlockDevice.Found found) {
        DeviceName device = DeviceName.of(wanted.dev());
        FileSystemSize size = new FileSystemSize(device, type.signature());
        Optional<Long> now = facts.get(size);
        long room = found.size().get();
        if (now.isEmpty() && type != FileSystemType.XFS) {
            throw new TaskFailure("growing " + type.signature() + " is not supported", "leave resizefs out");
        }
        if (now.isPresent() && size.isFull(now.get(), room)) {
            return Plan.unchanged(Map.of());
        }
        Optional<String> place =
                DeviceUse.mountPoints(facts, wanted.dev(), found).stream().findFirst();
        Script command = type.grow(wanted.dev(), place)
                .filter(any -> now.isPresent())
                .orElseThrow(() -> new TaskFailure(
                        "an xfs can only be grown while it is mounted", "mount " + wanted.dev() + " before this task"));
        Change change = Change.of(
                wanted.dev(),
                "size of the file system",
                now.map(bytes -> new ByteSize(bytes).toString()).orElse(""),
                new ByteSize(room).toString(),
                List.of(Steps.Run.script("PATH=$PATH:/usr/sbin:/sbin\n{}", command)),
                List.of(new FileSystemGrown(device, type.signature(), room)));
        return Plan.changes(List.of(change), Map.of());
    }

    private static Plan wipe(Parameters wanted, Facts facts, BlockDevice.Found found) {
        Optional<Signature> signature = found.signature().get();
        if (signature.isEmpty()) {
            return Plan.unchanged(Map.of());
        }
        DeviceUse use = DeviceUse.of(facts, wanted.dev(), found);
        use.requireOverwritable("Wiping it", true);
        Change change = Change.of(
                        wanted.dev(),
                        "file system",
                        String.join(", ", use.contents()),
                        "",
                        List.of(unless(found, wanted.dev(), Wiping.script(wanted.dev()))),
                        List.of(SignatureWritten.wiped(wanted.dev())))
                .withRisk(Risk.DESTRUCTIVE);
        return Plan.changes(List.of(change), Map.of());
    }
}
