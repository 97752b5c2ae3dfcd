package dev.sluice.modules.system.files.state;

import dev.sluice.modules.system.files.AttributeChange;
import dev.sluice.modules.system.files.AttributesChanged;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.OtherNames;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.modules.system.files.change.AttributePlan;
import dev.sluice.modules.system.files.change.DirectoryMaking;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.modules.system.files.change.ReturnValues;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code state: directory}. */
record DirectoryState(FileModule.Parameters wanted, Facts facts) {
    Plan plan(String path) {
        FileStatus status = wanted.follow() ? PathParameter.followed(facts, path) : facts.get(new FileAt(path));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", wanted.follow() && facts.get(new FileAt(path)).isLink() ? status.path() : path);
        WantedAttributes.Resolved attributes = wanted.wanted().resolve(facts);
        Timestamps times = Timestamps.of(wanted, "preserve");
        if (!status.exists()) {
            List<Change> changes = new ArrayList<>(new DirectoryMaking(facts, attributes)
                    .make(List.of(status.path())).stream().toList());
            Facts then = facts.after(changes);
            changes.addAll(times.changes(then, PathParameter.followed(then, status.path()), true));
            values.putAll(ReturnValues.after(facts, changes, status.path()));
            return Plan.changes(changes, values);
        }
        if (!status.isDirectory()) {
            throw new TaskFailure(
                    path + " already exists as a " + status.kind().describe() + "",
                    "remove it first if a directory is to take its place");
        }
        List<Change> changes = new ArrayList<>(AttributePlan.changes(facts, status, attributes));
        changes.addAll(times.changes(facts, status));
        if (wanted.recurse()) {
            changes.addAll(below(status, attributes));
        }
        values.putAll(ReturnValues.after(facts, changes, status.path()));
        return Plan.changes(changes, values);
    }

    /** One change for all that is below, however much that is. */
    private List<Change> below(FileStatus directory, WantedAttributes.Resolved attributes) {
        Tree tree = facts.get(new TreeOf(directory.path(), 0));
        Map<String, AttributeChange> changes = new LinkedHashMap<>();
        Map<FileStatus, AttributeChange> files = new LinkedHashMap<>();
        List<Script> commands = new ArrayList<>();
        for (FileStatus entry : tree.entries()) {
            AttributeChange change = attributes.difference(entry);
            if (!change.equals(AttributeChange.NONE)) {
                changes.put(entry.path(), change);
                files.put(entry, change);
                commands.addAll(AttributePlan.commands(entry, change, attributes));
            }
        }
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>(OtherNames.changed(files));
        effects.add(new AttributesChanged(changes));
        return List.of(Change.of(
                directory.path(),
                "attributes below",
                "",
                changes.size() + (changes.size() == 1 ? " file" : " files"),
                List.of(Steps.Run.script("set -e\n{}", Script.join("\n", commands))),
                effects));
    }
}
