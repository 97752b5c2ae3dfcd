package dev.sluice.modules.system.files.change;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.modules.system.files.OtherNames;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gives files a new content: what every module that writes a file has in common.
 *
 * @param facts the target
 * @param wanted the attributes that the file is to have
 * @param validate a command that has to accept the new content, {@code %s} standing for it; or null
 * @param backup whether the old file is kept beside the new one
 */
public record FileWriting(
        Facts facts,
        WantedAttributes.Resolved wanted,
        @Nullable String validate,
        boolean backup) {
    private static final int LARGEST_DIFFERENCE = 256 * 1024;
    private static final DateTimeFormatter BACKUP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    public FileWriting {
        if (validate != null && !validate.contains("%s")) {
            throw new TaskFailure("validate must contain %s, which stands for the file to check: " + validate);
        }
    }

    /** Where the old file is kept if it is replaced now. */
    public String backupPath(String path) {
        return BackupName.free(facts, path + "." + BACKUP.format(facts.now()), "~");
    }

    /**
     * The change that makes a file hold exactly these bytes.
     *
     * @param old what is at the file's canonical path; nothing, a file, or a link, which is replaced
     */
    public Change write(FileStatus old, Bytes bytes) {
        return write(old, bytes, Steps.Write.Base.ANYTHING);
    }

    /**
     * The change that edits a file.
     *
     * @param old as in {@link #write}
     * @param before what the file held when it was read; null if there was none
     */
    public Change edit(FileStatus old, @Nullable Bytes before, Bytes bytes) {
        return write(old, bytes, before == null ? Steps.Write.Base.NOTHING : new Steps.Write.Base.Content(before));
    }

    private Change write(FileStatus old, Bytes bytes, Steps.Write.Base base) {
        Attributes after = attributes(old).withSize(Answer.of((long) bytes.size()));
        boolean keeps = old.isFile();
        boolean backs = backup && old.isFile();
        Steps.Write step = new Steps.Write(
                        old.path(),
                        bytes,
                        keeps && wanted.mode() == null ? null : after.mode().get(),
                        wanted.owner() == null ? null : wanted.owner().given(),
                        wanted.group() == null ? null : wanted.group().given(),
                        validate == null ? null : Script.ofUser(validate),
                        backs ? backupPath(old.path()) : null)
                .on(base);
        Change change = described(old, after, List.of(step), new FileContent.Exactly(bytes));
        return withDifference(change, old, bytes);
    }

    /**
     * The change that makes a file hold what another file of the target holds.
     *
     * @param old as in {@link #write}
     * @param source the canonical path of the other file
     */
    public Change copy(FileStatus old, FileStatus source) {
        Attributes after = attributes(old).withSize(source.attributes().size());
        Step<?> step = Steps.Run.script("set -e\n{}cat {} >\"$t\"\n{}", begin(old), source.path(), finish(old, after));
        return described(old, after, List.of(step), new FileContent.SameAs(source.path()));
    }

    /** Makes a step of the lines that come before and after those that fill {@code $t}, the new file. */
    public interface Filling {
        Step<?> step(Script begin, Script finish);
    }

    /**
     * The change that makes a file hold what a command on the target puts into it.
     *
     * @param old as in {@link #write}
     * @param content what is known of it beforehand
     */
    public Change made(FileStatus old, FileContent content, Filling filling) {
        Attributes after = attributes(old);
        Step<?> step = filling.step(begin(old), finish(old, after));
        return described(old, after, List.of(step), content);
    }

    private static Script begin(FileStatus old) {
        String name = TargetPath.child(TargetPath.parent(old.path()), ".sluice-XXXXXXXX");
        return Script.of("t=$(mktemp {})\ntrap 'rm -f \"$t\"' EXIT\n", name);
    }

    private Script finish(FileStatus old, Attributes after) {
        List<Script> lines = new ArrayList<>(ownership(old, after));
        lines.add(Script.of("chmod {} \"$t\"", FileMode.format(after.mode().get())));
        if (validate != null) {
            lines.add(Script.ofUser(validate.replace("%s", "\"$t\"")));
        }
        if (backup && old.isFile()) {
            lines.add(Script.of("cp -p {} {}", old.path(), backupPath(old.path())));
        }
        lines.add(Script.of("mv -f \"$t\" {}", old.path()));
        return Script.join("\n", lines);
    }

    private List<Script> ownership(FileStatus old, Attributes after) {
        String owner = wanted.owner() != null ? wanted.owner().given() : "";
        String group = wanted.group() != null ? wanted.group().given() : "";
        if (old.isFile() && owner.isEmpty()) {
            owner = String.valueOf(after.uid().get());
        }
        if (old.isFile() && group.isEmpty()) {
            group = String.valueOf(after.gid().get());
        }
        if (owner.isEmpty() && group.isEmpty()) {
            return List.of();
        }
        return List.of(Script.of("chown -- {} \"$t\"", owner + (group.isEmpty() ? "" : ":" + group)));
    }

    private Change described(FileStatus old, Attributes after, List<Step<?>> steps, FileContent content) {
        List<Effect> effects = new ArrayList<>();
        if (backup && old.isFile()) {
            effects.add(FilesPlaced.one(
                    backupPath(old.path()),
                    NewFile.file(
                            uncertain(old.path())
                                    .withMode(old.attributes().mode())
                                    .withOwner(
                                            old.attributes().uid(),
                                            old.attributes().owner())
                                    .withGroup(
                                            old.attributes().gid(),
                                            old.attributes().group())
                                    .withSize(old.attributes().size())
                                    .withHardLinks(Answer.of(1L)),
                            new FileContent.SameAs(old.path()))));
        }
        effects.addAll(OtherNames.left(old));
        effects.add(FilesPlaced.one(old.path(), NewFile.file(after, content)));
        return Change.of(
                old.path(),
                old.exists() ? "content" : "exists",
                old.exists() ? size(old.attributes()) : "",
                size(after),
                steps,
                effects);
    }

    private static String size(Attributes attributes) {
        Long size = attributes.size().orNull();
        return size == null ? "a file" : size == 1 ? "1 byte" : size + " bytes";
    }

    /** The attributes of the file after it was replaced or made; its size is not among them. */
    private Attributes attributes(FileStatus old) {
        CurrentUser.Identity me = facts.get(new CurrentUser());
        requireVisible(facts, old);
        FileStatus parent = parent(facts, old.path());
        requireWritable(me, parent, old);
        Attributes made = uncertain(old.path()).withHardLinks(Answer.of(1L));
        if (old.isFile()) {
            Attributes was = old.attributes();
            made = made.withMode(was.mode()).withOwner(was.uid(), was.owner()).withGroup(was.gid(), was.group());
        } else {
            made = made.withMode(Answer.of(0666 & ~me.umask()))
                    .withOwner(Answer.of(me.uid()), Answer.of(me.user()))
                    .withGroup(newGid(parent, me), newGroup(parent, me));
        }
        FileMode mode = wanted.mode();
        if (mode != null) {
            made = made.withMode(made.mode().map(bits -> mode.apply(bits, false)));
        }
        return owned(made);
    }

    private Attributes owned(Attributes made) {
        Attributes owned = made;
        if (wanted.owner() != null) {
            owned = owned.withOwner(wanted.owner().id(), wanted.owner().name());
        }
        if (wanted.group() != null) {
            owned = owned.withGroup(wanted.group().id(), wanted.group().name());
        }
        return owned;
    }

    public static Attributes uncertain(String path) {
        return Attributes.unknown("what the file system gives the new " + path);
    }

    /** Refuses a path that leads through a directory that the user may not search, or in a circle of links. */
    public static void requireVisible(Facts facts, FileStatus status) {
        if (status.kind() == FileKind.HIDDEN) {
            throw new TaskFailure("user " + facts.user() + " cannot see " + status.path()
                    + ": a directory above it may not be searched, or its links form a loop");
        }
    }

    /** The directory that holds a path, links on the way followed. */
    public static FileStatus parent(Facts facts, String path) {
        FileStatus parent = PathParameter.followed(facts, TargetPath.parent(path));
        if (!parent.isDirectory()) {
            String why = parent.exists() ? " is not a directory" : " does not exist";
            throw new TaskFailure(
                    "Destination directory " + parent.path() + why + "",
                    "create it in an earlier task, for example with file: state=directory");
        }
        return parent;
    }

    public static Answer<Long> newGid(FileStatus parent, CurrentUser.Identity me) {
        return parent.attributes()
                .mode()
                .flatMap(mode -> (mode & 02000) != 0 ? parent.attributes().gid() : Answer.of(me.gid()));
    }

    public static Answer<String> newGroup(FileStatus parent, CurrentUser.Identity me) {
        return parent.attributes()
                .mode()
                .flatMap(mode -> (mode & 02000) != 0 ? parent.attributes().group() : Answer.of(me.group()));
    }

    private void requireWritable(CurrentUser.Identity me, FileStatus parent, FileStatus old) {
        if (me.isRoot()) {
            return;
        }
        if (!parent.attributes().writable().get()) {
            throw new TaskFailure(
                    "Destination " + parent.path() + " not writable by user " + me.user() + "", "use become");
        }
        boolean foreign = old.isFile() && !old.attributes().uid().is(me.uid());
        if (foreign || (wanted.owner() != null && !wanted.owner().id().is(me.uid()))) {
            throw new TaskFailure("user " + me.user() + " may not give " + old.path() + " to its owner", "use become");
        }
    }

    private Change withDifference(Change change, FileStatus old, Bytes bytes) {
        Bytes before = Bytes.EMPTY;
        if (old.isFile()) {
            Answer<Content> content = facts.ask(new ContentOf(old.path()));
            if (!content.isKnown() || !content.get().isRead()) {
                return change;
            }
            before = content.get().bytes();
        }
        boolean readable = shown(before) && shown(bytes);
        Change shown = change.withDifference(new Change.Difference(
                old.path(),
                readable ? before.text() : unreadable(before),
                old.path(),
                readable ? bytes.text() : unreadable(bytes)));
        if (old.exists() && !old.isFile()) {
            return shown;
        }
        return shown.withUndo(
                old.isFile()
                        ? new Change.Undo(
                                "put the old content back",
                                List.of(new Steps.Write(old.path(), before, null, null, null, null, null)))
                        : new Change.Undo("remove the file", List.of(Steps.Run.script("rm -f {}", old.path()))));
    }

    private static String unreadable(Bytes bytes) {
        return bytes.size() == 0 ? "" : "(" + bytes.size() + " bytes that are not text or too many to show)\n";
    }

    private static boolean shown(Bytes bytes) {
        return bytes.size() <= LARGEST_DIFFERENCE && bytes.isText();
    }

    /** What is at a path, unless something is in the way of a file there. */
    public static FileStatus requireFileOrNothing(Facts facts, String path) {
        FileStatus status = facts.get(new FileAt(path));
        if (status.isDirectory()) {
            throw new TaskFailure(path + " is a directory", "give the path of a file");
        }
        return status;
    }
}
