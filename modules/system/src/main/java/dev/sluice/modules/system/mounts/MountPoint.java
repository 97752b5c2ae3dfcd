package dev.sluice.modules.system.mounts;

import dev.sluice.modules.system.block.BlockDevice;
import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.modules.system.block.Signature;
import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.Mounted;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be mounted where, and what is known about both.
 *
 * @param facts the target
 * @param place the mount point, canonical
 * @param wanted as it is in fstab
 */
record MountPoint(Facts facts, String place, FileSystemsTable.Entry wanted) {
    private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb3", "ceph", "glusterfs");

    static MountPoint of(Facts facts, FileSystemsTable.Entry wanted) {
        FileStatus status = facts.get(new FileAt(wanted.target()));
        return new MountPoint(facts, status.isLink() ? status.destination() : status.path(), wanted);
    }

    /** What is mounted there now. */
    Optional<MountTable.Entry> current() {
        return MountTable.at(facts.get(new MountTable()), place);
    }

    /** Fails if something else than what is wanted is mounted there. */
    void requireSameSource(MountTable.Entry current) {
        String now = current.source().orNull();
        if (now == null || isBind() || isSame(now)) {
            return;
        }
        throw new TaskFailure(
                now + " is mounted at " + place + ", not " + wanted.source() + "",
                "unmount it first (state: unmounted)");
    }

    /** Fails if the device cannot be mounted because it is missing or carries no file system. */
    void requireMountable() {
        Optional<BlockDevice> device = device();
        if (device.isEmpty() || hasOption("nofail")) {
            return;
        }
        Optional<BlockDevice.Found> found = facts.get(device.get());
        if (found.isEmpty()) {
            throw new TaskFailure(
                    "no such device: " + wanted.source() + " to mount at " + place + "",
                    "create it first, or check its name");
        }
        Optional<Signature> signature = found.get().signature().get();
        if (signature.isEmpty() || !signature.get().usage().equals("filesystem")) {
            throw new TaskFailure(
                    wanted.source() + " cannot be mounted at " + place + ": it carries "
                            + signature
                                    .map(each -> each.type() + ", which is not a file system")
                                    .orElse("no file system")
                            + "",
                    "create one with the filesystem module first");
        }
    }

    /** The directories that have to be made so that something can be mounted, with their attributes. */
    Optional<FilesPlaced> missingDirectories() {
        Map<String, NewFile> made = new LinkedHashMap<>();
        Answer<Long> group = Answer.of(me().gid());
        Answer<String> groupName = Answer.of(me().group());
        Answer<Integer> mode = Answer.of(0755);
        List<String> chain = new ArrayList<>(List.of(place));
        while (!facts.get(new FileAt(chain.get(0))).exists()) {
            chain.add(0, TargetPath.parent(chain.get(0)));
        }
        for (String directory : chain) {
            FileStatus status = facts.get(new FileAt(directory));
            if (status.exists()) {
                boolean inherits =
                        status.isDirectory() && (status.attributes().mode().get() & 02000) != 0;
                group = inherits ? status.attributes().gid() : Answer.of(me().gid());
                groupName = inherits ? status.attributes().group() : Answer.of(me().group());
                mode = Answer.of(inherits ? 02755 : 0755);
                continue;
            }
            Attributes attributes = Attributes.unknown("how " + directory + " is made by this run")
                    .withMode(mode)
                    .withOwner(Answer.of(me().uid()), Answer.of(me().user()))
                    .withGroup(group, groupName);
            made.put(directory, NewFile.directory(attributes));
        }
        return made.isEmpty() ? Optional.empty() : Optional.of(new FilesPlaced(made));
    }

    private CurrentUser.Identity me() {
        return facts.get(new CurrentUser());
    }

    /** What a mount does to the table and to the files below the mount point. */
    List<Effect> mounting() {
        return List.of(MountTableChanged.mounted(tableEntry()), new Mounted(place, wanted.type(), isFresh()));
    }

    /** The line that the mount table has after a mount, as far as it is known. */
    MountTable.Entry tableEntry() {
        String source = wanted.source();
        boolean known = !isBind()
                && device().map(device ->
                                !device.device().isTag() && kind(device).equals("block"))
                        .orElse(true);
        return new MountTable.Entry(
                place,
                known
                        ? Answer.of(DeviceName.of(source).canonical())
                        : Answer.unknown("how the kernel names what is mounted at " + place),
                isBind() || NETWORK.contains(wanted.type()) || wanted.type().equals("auto")
                        ? Answer.unknown("the type that the kernel gives to what is mounted at " + place)
                        : Answer.of(wanted.type()),
                Answer.unknown("the options that the kernel uses for " + place),
                isBind() ? Answer.unknown("which directory is mounted at " + place) : Answer.of("/"));
    }

    private String kind(BlockDevice device) {
        return facts.get(device).map(BlockDevice.Found::kind).orElse("");
    }

    /**
     * Whether the file system was made by this run: then it has no identifier yet that anybody could know. One in memory
     * begins empty with every mount.
     */
    private boolean isFresh() {
        if (Mounted.IN_MEMORY.contains(wanted.type())) {
            return true;
        }
        return device().flatMap(device -> facts.get(device))
                .flatMap(found -> found.signature().get())
                .filter(signature -> !signature.uuid().isKnown())
                .isPresent();
    }

    private Optional<BlockDevice> device() {
        String source = wanted.source();
        BlockDevice device = BlockDevice.at(source);
        boolean local = !isBind() && (device.device().isTag() || source.startsWith("/"));
        return local && !NETWORK.contains(wanted.type()) ? Optional.of(device) : Optional.empty();
    }

    private boolean isSame(String now) {
        Optional<BlockDevice> device = device();
        if (device.isEmpty() || !now.startsWith("/")) {
            return withoutSlash(now).equals(withoutSlash(wanted.source()));
        }
        if (device.get().device().isNamed(now)) {
            return true;
        }
        Answer<Optional<BlockDevice.Found>> one = facts.ask(device.get());
        Answer<Optional<BlockDevice.Found>> other = facts.ask(BlockDevice.at(now));
        if (kind(device.get()).equals("file")) {
            return true; // the kernel shows the loop device, and nothing tells cheaply which file is behind it
        }
        return one.isKnown()
                && other.isKnown()
                && one.get().map(BlockDevice.Found::realPath).equals(other.get().map(BlockDevice.Found::realPath));
    }

    private static String withoutSlash(String source) {
        return source.length() > 1 && source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
    }

    private boolean isBind() {
        return hasOption("bind") || hasOption("rbind");
    }

    private boolean hasOption(String option) {
        return List.of(wanted.options().split(",")).contains(option);
    }
}
