package dev.sluice.modules.system.mounts;

import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.Removed;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.TextFile;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.modules.system.files.Unmounted;
import dev.sluice.modules.system.files.change.BackupName;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mounts file systems and keeps fstab, as {@code ansible.posix.mount}. */
public final class MountModule implements Module<MountModule.Parameters> {
    /** How many names of files a message has. */
    private static final int SHOWN = 5;

    private static final int FSTAB_MODE = 0644;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd@HH:mm:ss~", java.util.Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** What is wanted of the mount point. */
    enum State {
        /** Not in fstab, not mounted, and the mount point is gone. */
        ABSENT,
        /** Not in fstab; what is mounted stays. */
        ABSENT_FROM_FSTAB,
        /** Mounted, without fstab. */
        EPHEMERAL,
        /** In fstab and mounted. */
        MOUNTED,
        /** In fstab; what is mounted stays. */
        PRESENT,
        /** Remounted with its options. */
        REMOUNTED,
        /** Not mounted; fstab stays. */
        UNMOUNTED
    }

    @Description(
            value =
                    "Keeps the line of `/etc/fstab` for a mount point and mounts or unmounts it. Devices are compared under"
                            + " all their names. After a mount that a check predicts, the files below the mount point are those"
                            + " of the file system, not those that it covers.",
            example = """
                    - mount:
                        path: /srv/nfs
                        src: /dev/sas/nfs-data
                        fstype: ext4
                        passno: 2
                        state: mounted
                    """,
            returns = {
                "name: the mount point",
                "src: what is mounted",
                "fstype: its type",
                "opts: its options",
                "dump: the field for dump(8)",
                "passno: the order for fsck(8)",
                "fstab: the file that is kept",
                "backup_file: the copy of the file before the change"
            })
    record Parameters(
            @Parameter(
                    value = "The mount point; `none` for swap space.",
                    required = true,
                    aliases = "name",
                    line = true)
            String path,

            @Parameter(
                    value = "What is mounted: a device, `UUID=...`, `LABEL=...`, a share or a directory.",
                    line = true)
            @Nullable
            String src,

            @Parameter(value = "The type of the file system.", line = true) @Nullable
            String fstype,

            @Parameter(value = "Mount options, separated by commas; `defaults` if not given.", line = true) @Nullable
            String opts,

            @Parameter(value = "For dump(8).", defaultValue = "0", line = true)
            String dump,

            @Parameter(value = "When fsck(8) checks it at boot; 0 for never.", defaultValue = "0", line = true)
            String passno,

            @Parameter(value = "What is wanted.", required = true)
            State state,

            @Parameter(value = "The file to keep; only `/etc/fstab` is used at boot.", defaultValue = "/etc/fstab")
            String fstab,

            @Parameter(
                    value = "Whether it is mounted at boot; else `noauto` is among the options.",
                    defaultValue = "true")
            boolean boot,

            @Parameter("Whether the file is copied before it is changed.")
            boolean backup) {}

    @Override
    public String name() {
        return "mount";
    }

    @Override
    public List<String> aliases() {
        return List.of("ansible.posix.mount");
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        facts.prefetch(new MountTable(), new ContentOf(wanted.fstab()), new FileAt(wanted.path()));
        FileSystemsTable.Entry entry = entry(wanted);
        List<Change> changes = new ArrayList<>();
        switch (wanted.state()) {
            case PRESENT -> keep(wanted, facts, entry).ifPresent(changes::add);
            case MOUNTED -> {
                Optional<Change> line = keep(wanted, facts, entry);
                mount(wanted, MountPoint.of(facts, entry), line.isPresent()).ifPresent(changes::add);
                line.ifPresent(changes::add); // last: what cannot be mounted must not be tried at the next boot
            }
            case EPHEMERAL -> ephemeral(MountPoint.of(facts, entry)).ifPresent(changes::add);
            case REMOUNTED -> changes.add(remount(wanted, MountPoint.of(facts, entry)));
            case UNMOUNTED -> unmount(MountPoint.of(facts, entry)).ifPresent(changes::add);
            case ABSENT_FROM_FSTAB -> drop(wanted, facts, entry).ifPresent(changes::add);
            case ABSENT -> {
                MountPoint point = MountPoint.of(facts, entry);
                unmount(point).ifPresent(changes::add);
                removeDirectory(facts.after(changes), point).ifPresent(changes::add);
                drop(wanted, facts, entry).ifPresent(changes::add); // last: a failure leaves the line
            }
        }
        return Plan.changes(changes, values(wanted, facts, entry));
    }

    private static FileSystemsTable.Entry entry(Parameters wanted) {
        boolean needsSource =
                wanted.state() == State.MOUNTED || wanted.state() == State.PRESENT || wanted.state() == State.EPHEMERAL;
        String source = wanted.src();
        String type = wanted.fstype();
        if (needsSource && (source == null || type == null)) {
            throw new TaskFailure("state: " + wanted.state().name().toLowerCase(java.util.Locale.ROOT) + " of "
                    + wanted.path() + " needs src (what to mount) and fstype (its type)");
        }
        String options = wanted.opts() == null || wanted.opts().isBlank() ? "defaults" : wanted.opts();
        if (!wanted.boot() && !List.of(options.split(",")).contains("noauto")) {
            options = options + ",noauto";
        }
        String path = wanted.path().startsWith("/") ? TargetPath.normalize(wanted.path()) : wanted.path();
        return new FileSystemsTable.Entry(
                source == null ? "" : source, path, type == null ? "" : type, options, wanted.dump(), wanted.passno());
    }

    private static Optional<Change> keep(Parameters wanted, Facts facts, FileSystemsTable.Entry entry) {
        TextFile file = TextFile.read(facts, wanted.fstab());
        FileSystemsTable now = FileSystemsTable.of(file);
        return rewrite(wanted, facts, file, now, now.with(entry), entry);
    }

    private static Optional<Change> drop(Parameters wanted, Facts facts, FileSystemsTable.Entry entry) {
        TextFile file = TextFile.read(facts, wanted.fstab());
        FileSystemsTable now = FileSystemsTable.of(file);
        return rewrite(wanted, facts, file, now, now.without(entry), entry);
    }

    private static Optional<Change> rewrite(
            Parameters wanted,
            Facts facts,
            TextFile file,
            FileSystemsTable now,
            FileSystemsTable then,
            FileSystemsTable.Entry entry) {
        if (then.equals(now)) {
            return Optional.empty();
        }
        Change change =
                file.rewritten(facts, "the line for " + wanted.path(), then.text(), FSTAB_MODE, backup(wanted, facts));
        return Optional.of(change.withValues(now.lineOf(entry), then.lineOf(entry)));
    }

    private static @Nullable String backup(Parameters wanted, Facts facts) {
        return wanted.backup() ? BackupName.free(facts, wanted.fstab() + "." + STAMP.format(facts.now()), "") : null;
    }

    private static Optional<Change> mount(Parameters wanted, MountPoint point, boolean lineChanged) {
        Optional<MountTable.Entry> current = point.current();
        if (current.isPresent()) {
            point.requireSameSource(current.get());
            return lineChanged ? Optional.of(adopt(wanted, point, current.get())) : Optional.empty();
        }
        return Optional.of(mounting(point, asEntered(wanted, point, lineChanged, Script.of(""))));
    }

    /** Mounts as the line of fstab says; a line that is not in the file yet is tried from a file of its own. */
    private static Steps.Run asEntered(Parameters wanted, MountPoint point, boolean lineChanged, Script options) {
        String target = point.wanted().target();
        if (!lineChanged) {
            return Steps.Run.script("mount {}{}{}", options, fstab(wanted), target);
        }
        return Steps.Run.script("""
                t=$(mktemp) || exit 1
                trap 'rm -f "$t"' EXIT
                cat >"$t"
                mount {}-T "$t" {}""", options, target)
                .withInput(Bytes.of(point.wanted().line() + "\n"));
    }

    private static Change mounting(MountPoint point, Steps.Run step) {
        point.requireMountable();
        List<Effect> effects = new ArrayList<>();
        List<Step<?>> steps = new ArrayList<>(List.of(step));
        Optional<FilesPlaced> missing = point.missingDirectories();
        if (missing.isPresent()) {
            effects.add(missing.get());
            steps.set(0, withDirectories(point, missing.get(), step));
        }
        effects.addAll(point.mounting());
        return Change.of(point.place(), "mounted", "", point.wanted().source(), steps, effects)
                .withUndo(new Change.Undo(
                        "unmount " + point.place(), List.of(Steps.Run.script("umount {}", point.place()))));
    }

    /** Makes the mount point first, and takes it away again if nothing can be mounted there. */
    private static Steps.Run withDirectories(MountPoint point, FilesPlaced missing, Steps.Run step) {
        List<String> made = new ArrayList<>(missing.files().keySet());
        Collections.reverse(made);
        return Steps.Run.script("""
                umask 022 && mkdir -p {} || exit 1
                (
                {}
                ) && exit 0
                rmdir -- {}
                exit 1""", point.place(), step.script(), made).withInput(step.input());
    }

    /** The options in fstab have changed under a mounted file system. */
    private static Change adopt(Parameters wanted, MountPoint point, MountTable.Entry current) {
        return Change.of(
                        point.place(),
                        "mount options",
                        "as mounted",
                        point.wanted().options(),
                        List.of(asEntered(wanted, point, true, Script.of("-o remount "))),
                        List.of(remounted(current)))
                .withRisk(Risk.DISRUPTIVE);
    }

    private static Change remount(Parameters wanted, MountPoint point) {
        MountTable.Entry current = point.current()
                .orElseThrow(() -> new TaskFailure(
                        "nothing is mounted at " + point.place() + ", so it cannot be remounted",
                        "use state: mounted"));
        String options = wanted.opts() == null ? "remount" : "remount," + wanted.opts();
        return Change.of(
                        point.place(),
                        "mount options",
                        "as mounted",
                        options,
                        List.of(Steps.Run.script(
                                "mount -o {} {}{}",
                                options,
                                fstab(wanted),
                                point.wanted().target())),
                        List.of(remounted(current)))
                .withKind(Change.Kind.EVENT)
                .withRisk(Risk.DISRUPTIVE);
    }

    private static Optional<Change> ephemeral(MountPoint point) {
        FileSystemsTable.Entry entry = point.wanted();
        Optional<MountTable.Entry> current = point.current();
        if (current.isPresent()) {
            point.requireSameSource(current.get());
            return Optional.empty();
        }
        Script options = entry.options().equals("defaults") ? Script.of("") : Script.of("-o {} ", entry.options());
        return Optional.of(mounting(
                point, Steps.Run.script("mount -t {} {}{} {}", entry.type(), options, entry.source(), entry.target())));
    }

    private static Optional<Change> unmount(MountPoint point) {
        return point.current()
                .map(current -> Change.of(
                                point.place(),
                                "mounted",
                                String.valueOf(current.source().orNull()),
                                "",
                                List.of(Steps.Run.script("umount {}", point.place())),
                                List.of(MountTableChanged.unmounted(point.place()), new Unmounted(point.place())))
                        .withRisk(Risk.DISRUPTIVE));
    }

    /**
     * Removes the mount point, which is to be empty.
     *
     * @param facts what will be seen when nothing is mounted there any more
     * @throws TaskFailure if it is known that it is not
     */
    private static Optional<Change> removeDirectory(Facts facts, MountPoint point) {
        if (!point.place().startsWith("/")) {
            return Optional.empty();
        }
        Tree left = facts.ask(new TreeOf(point.place(), 1)).orNull();
        if (left != null && left.state() == Content.State.ABSENT) {
            return Optional.empty();
        }
        if (left != null) {
            requireEmpty(point, left);
        }
        return Optional.of(Change.of(
                point.place(),
                "directory",
                "present",
                "",
                List.of(Steps.Run.script("rmdir {}", point.place())),
                List.of(Removed.one(point.place()))));
    }

    private static void requireEmpty(MountPoint point, Tree left) {
        String hint = "use state: unmounted and state: absent_from_fstab to keep it, or remove what is in it first";
        if (!left.isDirectory()) {
            throw new TaskFailure(point.place() + " cannot be removed: it is not a directory", hint);
        }
        List<String> names = left.children().stream()
                .map(each -> TargetPath.name(each.path()))
                .toList();
        if (!names.isEmpty()) {
            throw new TaskFailure(
                    "the directory " + point.place() + " cannot be removed: it holds "
                            + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                            + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "")
                            + (point.current().isPresent() ? ", which the mounted file system covers" : ""),
                    hint);
        }
    }

    private static MountTableChanged remounted(MountTable.Entry current) {
        return MountTableChanged.remounted(new MountTable.Entry(
                current.target(),
                current.source(),
                current.type(),
                Answer.unknown("the options that the kernel uses for " + current.target()),
                current.root()));
    }

    private static Script fstab(Parameters wanted) {
        return wanted.fstab().equals("/etc/fstab") ? Script.of("") : Script.of("-T {} ", wanted.fstab());
    }

    private static Map<String, Object> values(Parameters wanted, Facts facts, FileSystemsTable.Entry entry) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", entry.target());
        values.put("src", wanted.src());
        values.put("fstype", wanted.fstype());
        values.put("opts", entry.options());
        values.put("dump", wanted.dump());
        values.put("passno", wanted.passno());
        values.put("fstab", wanted.fstab());
        values.put("boot", wanted.boot() ? "yes" : "no");
        String backup = backup(wanted, facts);
        values.put("backup_file", backup == null ? "" : backup);
        return values;
    }
}
