package dev.sluice.modules.system.files.change;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.HardLinked;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.modules.system.files.OtherNames;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;

/** Makes symbolic and hard links, in one instant where something is replaced. */
public final class LinkMaking {
    private LinkMaking() {}

    /**
     * A symbolic link.
     *
     * @param old what is at its canonical path
     * @param target where it points, as it is written into it
     * @param wanted its owner and group; a link has no mode of its own
     */
    public static Change symbolic(Facts facts, FileStatus old, String target, WantedAttributes.Resolved wanted) {
        CurrentUser.Identity me = facts.get(new CurrentUser());
        FileStatus parent = requireWritable(facts, me, old);
        Attributes attributes = FileWriting.uncertain(old.path())
                .withMode(Answer.of(0777))
                .withSize(Answer.of((long) Bytes.of(target).size()))
                .withHardLinks(Answer.of(1L))
                .withOwner(Answer.of(me.uid()), Answer.of(me.user()))
                .withGroup(FileWriting.newGid(parent, me), FileWriting.newGroup(parent, me));
        String chown = "";
        if (wanted.owner() != null) {
            attributes =
                    attributes.withOwner(wanted.owner().id(), wanted.owner().name());
            chown = wanted.owner().given();
        }
        if (wanted.group() != null) {
            attributes =
                    attributes.withGroup(wanted.group().id(), wanted.group().name());
            chown += ":" + wanted.group().given();
        }
        List<Effect> effects = new ArrayList<>(OtherNames.left(old));
        effects.add(FilesPlaced.one(old.path(), NewFile.link(attributes, target)));
        Script script = replacing(old, Script.of("ln -s -- {}", target), chown);
        Change change = Change.of(
                old.path(),
                old.exists() ? "target" : "exists",
                before(old),
                "-> " + target,
                List.of(Steps.Run.of(script).exact()),
                effects);
        return old.exists()
                ? change
                : change.withUndo(
                        new Change.Undo("remove the link", List.of(Steps.Run.script("rm -f {}", old.path()))));
    }

    /**
     * Another name of a file.
     *
     * @param old what is at its canonical path
     * @param existing the file
     */
    public static Change hard(Facts facts, FileStatus old, FileStatus existing) {
        requireWritable(facts, facts.get(new CurrentUser()), old);
        List<Effect> effects = new ArrayList<>(OtherNames.left(old));
        effects.addAll(OtherNames.joined(existing));
        effects.add(new HardLinked(old.path(), existing.path()));
        return Change.of(
                old.path(),
                old.exists() ? "target" : "exists",
                before(old),
                "hard link to " + existing.path(),
                List.of(Steps.Run.of(replacing(old, Script.of("ln {}", existing.path()), ""))
                        .exact()),
                effects);
    }

    private static String before(FileStatus old) {
        return switch (old.kind()) {
            case ABSENT, HIDDEN -> "";
            case LINK -> "-> " + old.target();
            default -> old.kind().describe();
        };
    }

    /** A temporary name first, so that the path always leads somewhere; only a directory has to go before. */
    private static Script replacing(FileStatus old, Script link, String chown) {
        String path = old.path();
        Script owned = chown.isEmpty() ? Script.of("") : Script.of(" && chown -h {} \"$t\"", chown);
        if (old.kind() == FileKind.ABSENT) {
            return Script.of("t={}\n{} \"$t\"{}", path, link, owned);
        }
        String temporary = TargetPath.child(TargetPath.parent(old.path()), ".sluice-link-");
        Script free = old.isDirectory() ? Script.of(" && rmdir {}", path) : Script.of("");
        return Script.of(
                "t={}$$\n{} \"$t\"{}{} && mv -fT \"$t\" {} || { rm -f \"$t\"; exit 1; }",
                temporary,
                link,
                owned,
                free,
                path);
    }

    private static FileStatus requireWritable(Facts facts, CurrentUser.Identity me, FileStatus old) {
        FileStatus parent = FileWriting.parent(facts, old.path());
        if (!me.isRoot() && !parent.attributes().writable().get()) {
            throw new TaskFailure(
                    "Error while linking: user " + me.user() + " may not write in " + parent.path() + "", "use become");
        }
        return parent;
    }
}
