package dev.sluice.modules.system.files.state;

import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.change.AttributePlan;
import dev.sluice.modules.system.files.change.FileWriting;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.modules.system.files.change.ReturnValues;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code state: file} and {@code state: touch}. */
record FileState(FileModule.Parameters wanted, Facts facts) {
    Plan plan(String path) {
        FileStatus status = at(path);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", status.path());
        if (!status.exists() || status.isDirectory() || status.isLink()) {
            throw new TaskFailure(
                    "file (" + path + ") is " + ReturnValues.state(status)
                            + ", cannot continue: state=file only sets attributes of a file that is there; create it with copy,"
                            + " or state=touch",
                    Map.of("path", path, "state", ReturnValues.state(status)));
        }
        List<Change> changes = new ArrayList<>(
                AttributePlan.changes(facts, status, wanted.wanted().resolve(facts)));
        changes.addAll(Timestamps.of(wanted, "preserve").changes(facts, status));
        values.putAll(ReturnValues.after(facts, changes, status.path()));
        return Plan.changes(changes, values);
    }

    Plan touch(String path) {
        FileStatus status = at(path);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", path);
        WantedAttributes.Resolved attributes = wanted.wanted().resolve(facts);
        List<Change> changes = new ArrayList<>();
        FileStatus then = status;
        Facts after = facts;
        if (status.kind() == FileKind.ABSENT) {
            changes.add(new FileWriting(facts, attributes, null, false).write(status, Bytes.EMPTY));
            after = facts.after(changes);
            then = after.get(new FileAt(status.path()));
            if (wanted.modification_time() == null && wanted.access_time() == null) {
                values.putAll(ReturnValues.after(facts, changes, status.path()));
                return Plan.changes(changes, values);
            }
        } else {
            changes.addAll(AttributePlan.changes(facts, status, attributes));
        }
        changes.addAll(Timestamps.of(wanted, "now").changes(after, then, !status.exists()));
        values.putAll(ReturnValues.after(facts, changes, status.path()));
        return Plan.changes(changes, values);
    }

    private FileStatus at(String path) {
        return wanted.follow() ? PathParameter.followed(facts, path) : facts.get(new FileAt(path));
    }
}
