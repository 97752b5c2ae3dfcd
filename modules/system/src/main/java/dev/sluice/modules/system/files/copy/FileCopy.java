package dev.sluice.modules.system.files.copy;

import dev.sluice.modules.system.files.Checksum;
import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.change.AttributePlan;
import dev.sluice.modules.system.files.change.DirectoryMaking;
import dev.sluice.modules.system.files.change.FileWriting;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.modules.system.files.change.ReturnValues;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies one file from the controller, or a text. */
record FileCopy(
        CopyModule.Parameters wanted, Facts facts, @Nullable FileMode mode) {
    /**
     * @param name what the file is called in a directory; empty for a text, which needs a file as destination
     * @param source as the task names it; null for a text
     */
    Plan plan(String name, @Nullable String source, Bytes bytes) {
        String dest = PathParameter.absolute(facts, wanted.dest());
        prefetch(dest, name);
        List<Change> changes = new ArrayList<>();
        if (wanted.dest().endsWith("/")) {
            new DirectoryMaking(
                            facts,
                            wanted.wanted().withMode(wanted.directory_mode()).resolve(facts))
                    .make(List.of(dest))
                    .ifPresent(changes::add);
        }
        Facts then = facts.after(changes);
        if (PathParameter.followed(then, dest).isDirectory()) {
            if (name.isEmpty()) {
                throw new TaskFailure("can not use content with a dir as dest: " + dest + " is a directory");
            }
            dest = TargetPath.child(dest, name);
        }
        Plan plan = new FileCopy(wanted, then, mode).file(dest, source, bytes);
        changes.addAll(plan.changes());
        return Plan.changes(changes, plan.values());
    }

    private void prefetch(String dest, String name) {
        List<Fact<?>> questions = new ArrayList<>(wanted.wanted().questions());
        questions.add(new CurrentUser());
        for (String path : name.isEmpty() ? List.of(dest) : List.of(dest, TargetPath.child(dest, name))) {
            questions.add(new FileAt(path));
            questions.add(ChecksumOf.sha1(path));
        }
        questions.add(new FileAt(TargetPath.parent(dest)));
        facts.prefetch(questions.toArray(Fact[]::new));
    }

    /** Copies to exactly this path. */
    Plan file(String path, @Nullable String source, Bytes bytes) {
        FileStatus status = wanted.follow() ? PathParameter.followed(facts, path) : facts.get(new FileAt(path));
        if (status.isDirectory()) {
            throw new TaskFailure(path + " is a directory; a file cannot take its place");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", wanted.follow() ? status.path() : path);
        values.put("src", source == null ? path : source);
        if (status.exists() && !wanted.force()) {
            return Plan.unchanged(values);
        }
        values.put("checksum", bytes.checksum("SHA-1"));
        WantedAttributes.Resolved attributes = wanted.wanted().withMode(mode).resolve(facts);
        if (holds(status, bytes)) {
            List<Change> changes = AttributePlan.changes(facts, status, attributes);
            values.putAll(ReturnValues.after(facts, changes, status.path()));
            return Plan.changes(changes, values);
        }
        FileWriting writing = new FileWriting(facts, attributes, wanted.validate(), wanted.backup());
        Change change = writing.write(status, bytes);
        values.put("md5sum", bytes.checksum("MD5"));
        if (wanted.backup() && status.isFile()) {
            values.put("backup_file", writing.backupPath(status.path()));
        }
        values.putAll(ReturnValues.after(facts, List.of(change), status.path()));
        return Plan.changes(List.of(change), values);
    }

    private boolean holds(FileStatus status, Bytes bytes) {
        if (!status.isFile()) {
            return false;
        }
        Long size = status.attributes().size().orNull();
        if (size != null && size != bytes.size()) {
            return false;
        }
        Checksum sum = facts.get(ChecksumOf.sha1(status.path()));
        return sum.isRead() && sum.value().equals(bytes.checksum("SHA-1"));
    }
}
