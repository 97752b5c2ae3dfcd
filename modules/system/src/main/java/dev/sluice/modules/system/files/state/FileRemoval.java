package dev.sluice.modules.system.files.state;

import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.OtherNames;
import dev.sluice.modules.system.files.Removed;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.modules.system.files.change.FileWriting;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Removes files, links and whole directories. */
final class FileRemoval {
    private FileRemoval() {}

    static Plan plan(Facts facts, FileStatus status, String path) {
        Map<String, Object> values = Map.of("path", path, "state", "absent");
        if (!status.exists()) {
            return Plan.unchanged(values);
        }
        if (status.path().equals("/")) {
            throw new TaskFailure("refusing to remove /");
        }
        requireWritable(facts, status);
        Steps.Run removal = status.isDirectory()
                ? Steps.Run.script("rm -rf {}", status.path())
                : Steps.Run.script("rm -f {}", status.path()).exact();
        String before =
                status.isLink() ? "-> " + status.target() : status.kind().describe();
        List<Effect> effects = new ArrayList<>(OtherNames.left(status));
        effects.add(Removed.one(status.path()));
        Change change = Change.of(status.path(), "exists", before, "", List.of(removal), effects);
        return Plan.changes(List.of(change.withRisk(risk(facts, status))), values);
    }

    /** What a directory holds goes with it and does not come back. */
    private static Risk risk(Facts facts, FileStatus status) {
        if (!status.isDirectory()) {
            return Risk.SAFE;
        }
        Tree tree = facts.ask(new TreeOf(status.path(), 1)).orNull();
        return tree == null || !tree.entries().isEmpty() ? Risk.DESTRUCTIVE : Risk.DISRUPTIVE;
    }

    private static void requireWritable(Facts facts, FileStatus status) {
        CurrentUser.Identity me = facts.get(new CurrentUser());
        if (me.isRoot()) {
            return;
        }
        FileStatus parent = FileWriting.parent(facts, status.path());
        if (!parent.attributes().writable().get()) {
            throw new TaskFailure(
                    "user " + me.user() + " may not remove " + status.path() + ": " + parent.path()
                            + " is not writable",
                    "use become");
        }
    }
}
