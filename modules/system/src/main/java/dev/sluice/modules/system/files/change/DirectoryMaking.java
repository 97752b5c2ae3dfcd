package dev.sluice.modules.system.files.change;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes directories together with those above them that are missing.
 *
 * @param facts the target
 * @param wanted the attributes of every directory that has to be made
 */
public record DirectoryMaking(Facts facts, WantedAttributes.Resolved wanted) {
    /**
     * The change that makes directories where there are none; empty if all exist.
     *
     * @param paths absolute; links on the way are followed
     */
    public Optional<Change> make(Collection<String> paths) {
        Map<String, NewFile> made = new LinkedHashMap<>();
        for (String path : paths) {
            FileStatus status = PathParameter.followed(facts, path);
            if (!status.isDirectory()) {
                make(status, made);
            }
        }
        if (made.isEmpty()) {
            return Optional.empty();
        }
        List<Script> commands = new ArrayList<>();
        made.forEach((path, directory) -> commands.addAll(commands(path, directory)));
        List<String> names = List.copyOf(made.keySet());
        String first = names.get(0);
        String what = names.size() == 1 ? "a directory" : names.size() + " directories";
        String shown = paths.size() == 1 ? names.get(names.size() - 1) : first;
        return Optional.of(Change.of(
                        shown,
                        "exists",
                        "",
                        what,
                        List.of(Steps.Run.of(Script.join(" && ", commands)).exact()),
                        List.of(new FilesPlaced(made)))
                .withUndo(new Change.Undo("remove the directories if they are empty", List.of(removal(names)))));
    }

    private static Steps.Run removal(List<String> names) {
        List<String> deepestFirst = new ArrayList<>(names);
        java.util.Collections.reverse(deepestFirst);
        return Steps.Run.script("rmdir {}", deepestFirst);
    }

    private void make(FileStatus status, Map<String, NewFile> made) {
        if (made.containsKey(status.path())) {
            return;
        }
        FileWriting.requireVisible(facts, status);
        if (status.exists()) {
            throw new TaskFailure(status.path() + " already exists as a "
                    + status.kind().describe() + "; a directory cannot take its place");
        }
        String parentPath = TargetPath.parent(status.path());
        @Nullable NewFile newParent = made.get(parentPath);
        if (newParent == null) {
            FileStatus parent = facts.get(new FileAt(parentPath));
            if (!parent.exists()) {
                make(parent, made);
                newParent = made.get(parentPath);
            } else if (!parent.isDirectory()) {
                throw new TaskFailure("There was an issue creating " + status.path() + " as requested: " + parentPath
                        + " is a " + parent.kind().describe());
            } else {
                requireWritable(parent);
                made.put(status.path(), NewFile.directory(attributes(status.path(), parent.attributes())));
                return;
            }
        }
        if (newParent != null) {
            made.put(status.path(), NewFile.directory(attributes(status.path(), newParent.attributes())));
        }
    }

    private void requireWritable(FileStatus parent) {
        CurrentUser.Identity me = facts.get(new CurrentUser());
        if (!me.isRoot() && !parent.attributes().writable().get()) {
            throw new TaskFailure(
                    "user " + me.user() + " may not make a directory in " + parent.path() + ": permission denied",
                    "use become");
        }
    }

    /** A directory in one with the set-group-id bit gets its group and the bit. */
    private Attributes attributes(String path, Attributes parent) {
        CurrentUser.Identity me = facts.get(new CurrentUser());
        boolean inherits = (parent.mode().get() & 02000) != 0;
        int mode = 0777 & ~me.umask() | (inherits ? 02000 : 0);
        Attributes attributes = FileWriting.uncertain(path)
                .withMode(Answer.of(wanted.modeOf(mode, true)))
                .withOwner(Answer.of(me.uid()), Answer.of(me.user()))
                .withGroup(
                        inherits ? parent.gid() : Answer.of(me.gid()),
                        inherits ? parent.group() : Answer.of(me.group()));
        if (wanted.owner() != null) {
            attributes =
                    attributes.withOwner(wanted.owner().id(), wanted.owner().name());
        }
        if (wanted.group() != null) {
            attributes =
                    attributes.withGroup(wanted.group().id(), wanted.group().name());
        }
        return attributes;
    }

    private List<Script> commands(String path, NewFile directory) {
        String owner = wanted.owner() == null ? "" : wanted.owner().given();
        String group = wanted.group() == null ? "" : ":" + wanted.group().given();
        // With five digits GNU's programs do not keep a directory's set-id bits.
        String mode = "0" + FileMode.format(directory.attributes().mode().get());
        if (owner.isEmpty() && group.isEmpty()) {
            return List.of(
                    wanted.mode() == null ? Script.of("mkdir {}", path) : Script.of("mkdir -m {} {}", mode, path));
        }
        List<Script> commands = new ArrayList<>();
        commands.add(Script.of("mkdir {}", path));
        commands.add(Script.of("chown {} {}", owner + group, path));
        if (wanted.mode() != null) {
            commands.add(Script.of("chmod {} {}", mode, path));
        }
        return commands;
    }
}
