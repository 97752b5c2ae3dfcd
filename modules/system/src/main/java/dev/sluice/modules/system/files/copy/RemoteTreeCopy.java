package dev.sluice.modules.system.files.copy;

import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.modules.system.files.change.AttributePlan;
import dev.sluice.modules.system.files.change.DirectoryMaking;
import dev.sluice.modules.system.files.change.FileWriting;
import dev.sluice.modules.system.files.change.LinkMaking;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.modules.system.files.change.WantedAttributes;
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

/**
 * Copies a directory of the target with all that is in it. What is new gets the mode that it has in the source unless
 * the task says otherwise; what is there keeps its own.
 */
record RemoteTreeCopy(CopyModule.Parameters wanted, Facts facts) {
    Plan plan(FileStatus source, String written, String dest) {
        String root = written.endsWith("/") ? dest : TargetPath.child(dest, TargetPath.name(source.path()));
        if (TargetPath.isAtOrBelow(root, source.path())) {
            throw new TaskFailure("cannot copy " + source.path() + " into itself at " + root);
        }
        Tree tree = facts.get(new TreeOf(source.path(), 0));
        if (!tree.isDirectory()) {
            throw new TaskFailure(
                    "Source " + source.path() + " not readable by user " + facts.user() + "", "use become");
        }
        prefetch(tree, root);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", dest);
        values.put("src", written);
        Copying copying = new Copying(root);
        copying.directory(source, root);
        for (FileStatus entry : tree.entries()) {
            copying.entry(entry, TargetPath.rebase(entry.path(), tree.path(), root));
        }
        return Plan.changes(copying.changes, values);
    }

    private void prefetch(Tree tree, String root) {
        List<Fact<?>> questions = new ArrayList<>(wanted.wanted().questions());
        questions.add(new CurrentUser());
        questions.add(new FileAt(root));
        for (FileStatus entry : tree.entries()) {
            String path = TargetPath.rebase(entry.path(), tree.path(), root);
            questions.add(new FileAt(path));
            if (entry.isFile()) {
                questions.add(ChecksumOf.sha1(entry.path()));
                questions.add(ChecksumOf.sha1(path));
            }
        }
        facts.prefetch(questions.toArray(Fact[]::new));
    }

    private static @Nullable FileMode ofSource(@Nullable FileMode given, FileStatus source) {
        return given == null || given.preserves()
                ? new FileMode(FileMode.format(source.attributes().mode().get()))
                : given;
    }

    private final class Copying {
        private final String root;
        private Facts then = facts;
        private final WantedAttributes.Resolved attributes;
        private final List<Change> changes = new ArrayList<>();

        Copying(String root) {
            this.root = root;
            this.attributes = wanted.wanted().resolve(facts);
        }

        void entry(FileStatus entry, String path) {
            if (entry.isDirectory()) {
                directory(entry, path);
            } else if (entry.isFile()) {
                file(entry, path);
            } else if (entry.isLink()) {
                link(entry, path);
            } else {
                throw new TaskFailure("cannot copy " + entry.path() + " to " + root + ": it is a "
                        + entry.kind().describe());
            }
        }

        void directory(FileStatus source, String path) {
            FileStatus status = PathParameter.followed(then, path);
            if (status.isDirectory()) {
                add(AttributePlan.changes(then, status, attributes.withMode(null)));
            } else {
                FileMode mode = ofSource(wanted.directory_mode(), source);
                add(new DirectoryMaking(then, attributes.withMode(mode))
                        .make(List.of(path)).stream().toList());
            }
        }

        private void file(FileStatus source, String path) {
            FileStatus status = then.get(new FileAt(path));
            if (status.isDirectory()) {
                throw new TaskFailure(path + " is a directory; a file cannot take its place");
            }
            if (status.exists() && !wanted.force()) {
                return;
            }
            boolean same = status.isFile()
                    && then.get(ChecksumOf.sha1(path))
                            .value()
                            .equals(then.get(ChecksumOf.sha1(source.path())).value());
            FileMode mode = wanted.mode() == null && status.isFile() ? null : ofSource(wanted.mode(), source);
            WantedAttributes.Resolved resolved = attributes.withMode(mode);
            add(
                    same
                            ? AttributePlan.changes(then, status, resolved)
                            : List.of(new FileWriting(then, resolved, wanted.validate(), wanted.backup())
                                    .copy(status, source)));
        }

        private void link(FileStatus source, String path) {
            FileStatus status = then.get(new FileAt(path));
            if (status.kind() != FileKind.LINK || !status.target().equals(source.target())) {
                add(List.of(LinkMaking.symbolic(then, status, source.target(), attributes)));
            } else {
                add(AttributePlan.changes(then, status, attributes));
            }
        }

        private void add(List<Change> more) {
            then = then.after(more);
            changes.addAll(more);
        }
    }
}
