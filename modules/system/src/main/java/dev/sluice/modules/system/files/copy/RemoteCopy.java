package dev.sluice.modules.system.files.copy;

import dev.sluice.modules.system.files.Checksum;
import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.Content;
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
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies a file or a directory from one place of the target to another. */
record RemoteCopy(CopyModule.Parameters wanted, Facts facts) {
    Plan plan(String written) {
        String source = PathParameter.absolute(facts, written);
        String dest = PathParameter.absolute(facts, wanted.dest());
        facts.prefetch(
                new FileAt(source),
                ChecksumOf.sha1(source),
                new CurrentUser(),
                new FileAt(dest),
                ChecksumOf.sha1(dest),
                new FileAt(TargetPath.child(dest, TargetPath.name(source))),
                new FileAt(TargetPath.parent(dest)));
        FileStatus from = PathParameter.followed(facts, source);
        if (!from.exists()) {
            throw new TaskFailure("Source " + source + " not found on the target");
        }
        if (from.isDirectory()) {
            return new RemoteTreeCopy(wanted, facts).plan(from, written, dest);
        }
        if (!from.isFile()) {
            throw new TaskFailure("Cannot copy invalid source '" + source + "': it is a "
                    + from.kind().describe() + ", not a file");
        }
        return file(from, source, dest);
    }

    private Plan file(FileStatus from, String source, String dest) {
        Checksum sum = facts.get(ChecksumOf.sha1(source));
        if (sum.state() == Content.State.UNREADABLE) {
            throw new TaskFailure("Source " + source + " not readable by user " + facts.user() + "", "use become");
        }
        if (wanted.checksum() != null && !sum.value().equalsIgnoreCase(wanted.checksum())) {
            throw new TaskFailure("Copied file does not match the expected checksum: the source has " + sum.value()
                    + ", expected is " + wanted.checksum());
        }
        List<Change> changes = new ArrayList<>();
        if (wanted.dest().endsWith("/")) {
            new DirectoryMaking(
                            facts,
                            wanted.wanted().withMode(wanted.directory_mode()).resolve(facts))
                    .make(List.of(dest))
                    .ifPresent(changes::add);
        }
        Facts then = facts.after(changes);
        String path = PathParameter.followed(then, dest).isDirectory()
                ? TargetPath.child(dest, TargetPath.name(source))
                : dest;
        FileStatus status = wanted.follow() ? PathParameter.followed(then, path) : then.get(new FileAt(path));
        if (status.isDirectory()) {
            throw new TaskFailure(path + " is a directory; a file cannot take its place");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", wanted.follow() ? status.path() : path);
        values.put("src", source);
        if (status.exists() && !wanted.force()) {
            return Plan.changes(changes, values);
        }
        values.put("checksum", sum.value());
        copy(then, from, status, sum, changes, values);
        values.putAll(ReturnValues.after(facts, changes, status.path()));
        return Plan.changes(changes, values);
    }

    private void copy(
            Facts then,
            FileStatus from,
            FileStatus status,
            Checksum sum,
            List<Change> changes,
            Map<String, Object> values) {
        FileMode mode = wanted.mode() != null && wanted.mode().preserves()
                ? new FileMode(FileMode.format(from.attributes().mode().get()))
                : wanted.mode();
        WantedAttributes.Resolved attributes = wanted.wanted().withMode(mode).resolve(facts);
        boolean same = status.isFile()
                && then.get(ChecksumOf.sha1(status.path())).value().equals(sum.value());
        if (same) {
            changes.addAll(AttributePlan.changes(then, status, attributes));
            return;
        }
        FileWriting writing = new FileWriting(then, attributes, wanted.validate(), wanted.backup());
        changes.add(writing.copy(status, from));
        if (wanted.backup() && status.isFile()) {
            values.put("backup_file", writing.backupPath(status.path()));
        }
    }
}
