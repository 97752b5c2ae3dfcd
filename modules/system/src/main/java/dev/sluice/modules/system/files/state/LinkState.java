package dev.sluice.modules.system.files.state;

import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.modules.system.files.change.AttributePlan;
import dev.sluice.modules.system.files.change.LinkMaking;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.modules.system.files.change.ReturnValues;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code state: link} and {@code state: hard}. */
record LinkState(FileModule.Parameters wanted, Facts facts) {
    Plan symbolic(FileStatus status, String path) {
        String target = target(status);
        String lead = status.isDirectory() ? path : TargetPath.parent(path);
        String pointed = TargetPath.child(lead, target);
        boolean dangling = !PathParameter.followed(facts, pointed).exists();
        if (!wanted.force() && wanted.src() != null && dangling) {
            throw new TaskFailure(
                    "src file does not exist, use \"force: true\" if you really want to create the link: " + pointed);
        }
        requireReplaceable(status, path);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", path);
        values.put("src", target);
        // the link itself keeps its owner unless the task does not follow it
        WantedAttributes.Resolved attributes = wanted.wanted().resolve(facts);
        WantedAttributes.Resolved ofLink = wanted.follow() ? WantedAttributes.NONE.resolve(facts) : attributes;
        List<Change> changes = new ArrayList<>();
        boolean same = status.isLink() && status.target().equals(target);
        if (!same) {
            changes.add(LinkMaking.symbolic(facts, status, target, ofLink));
        }
        Facts then = facts.after(changes);
        if (!wanted.follow()) {
            FileStatus link = then.get(new FileAt(path));
            if (same) {
                changes.addAll(AttributePlan.changes(then, link, attributes));
            }
            changes.addAll(Timestamps.of(wanted, "preserve").changes(then, link));
            values.putAll(ReturnValues.after(facts, changes, status.path()));
            return Plan.changes(changes, values);
        }
        FileStatus end = PathParameter.followed(then, path);
        if (end.exists()) {
            changes.addAll(AttributePlan.changes(then, end, attributes));
            changes.addAll(Timestamps.of(wanted, "preserve").changes(then, end));
        }
        values.putAll(ReturnValues.after(facts, changes, status.path()));
        Plan plan = Plan.changes(changes, values);
        if (!end.exists()) {
            if (wanted.mode() != null || wanted.owner() != null || wanted.group() != null) {
                plan = plan.withWarning(
                        "Cannot set fs attributes on a non-existent symlink target. follow should be set"
                                + " to False to avoid this.");
            }
        }
        return plan;
    }

    private String target(FileStatus status) {
        if (wanted.src() != null) {
            return wanted.src();
        }
        if (status.isLink()) {
            return status.target();
        }
        throw new TaskFailure("src is required for creating new symlinks");
    }

    private void requireReplaceable(FileStatus status, String path) {
        if (status.isDirectory()) {
            if (!wanted.force()) {
                throw new TaskFailure(
                        "refusing to convert from directory to symlink for " + path + "",
                        "force: true allows it for an empty directory");
            }
            if (!facts.get(new TreeOf(status.path(), 1)).entries().isEmpty()) {
                throw new TaskFailure("the directory " + path + " is not empty, refusing to convert it");
            }
        } else if (status.exists() && !status.isLink() && !wanted.force()) {
            throw new TaskFailure(
                    "refusing to convert from " + ReturnValues.state(status) + " to symlink for " + path + "",
                    "force: true allows it");
        }
    }

    Plan hard(FileStatus status, String path) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", path);
        WantedAttributes.Resolved attributes = wanted.wanted().resolve(facts);
        @Nullable String src = wanted.src();
        if (src == null) {
            if (!ReturnValues.state(status).equals("hard")) {
                throw new TaskFailure("src is required for creating new hardlinks");
            }
            List<Change> changes = AttributePlan.changes(facts, status, attributes);
            values.putAll(ReturnValues.after(facts, changes, status.path()));
            return Plan.changes(changes, values);
        }
        values.put("src", src);
        FileStatus existing = PathParameter.followed(facts, PathParameter.absolute(facts, src));
        if (!existing.exists()) {
            throw new TaskFailure("src does not exist: " + existing.path());
        }
        List<Change> changes = new ArrayList<>();
        if (!isSameFile(status, existing)) {
            if (status.isDirectory()) {
                throw new TaskFailure("Cannot link, directory exists at destination " + path);
            }
            if (status.exists() && !status.isLink() && !wanted.force()) {
                throw new TaskFailure(
                        "Cannot link, "
                                + (ReturnValues.state(status).equals("hard")
                                        ? "different hard link"
                                        : ReturnValues.state(status))
                                + " exists at destination " + path + "",
                        "force: true replaces it");
            }
            changes.add(LinkMaking.hard(facts, status, existing));
        }
        Facts then = facts.after(changes);
        FileStatus now = then.get(new FileAt(status.path()));
        changes.addAll(AttributePlan.changes(then, now, attributes));
        changes.addAll(Timestamps.of(wanted, "preserve").changes(then, now));
        values.putAll(ReturnValues.after(facts, changes, status.path()));
        return Plan.changes(changes, values);
    }

    private static boolean isSameFile(FileStatus one, FileStatus other) {
        if (!one.exists() || one.isLink()) {
            return false;
        }
        return one.path().equals(other.path())
                || (one.attributes()
                                .inode()
                                .get()
                                .equals(other.attributes().inode().get())
                        && one.attributes()
                                .device()
                                .get()
                                .equals(other.attributes().device().get()));
    }
}
