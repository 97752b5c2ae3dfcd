package dev.sluice.modules.system.files.copy;

import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.change.AttributePlan;
import dev.sluice.modules.system.files.change.DirectoryMaking;
import dev.sluice.modules.system.files.change.LinkMaking;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Copies a directory of the controller with all that is in it. */
record TreeCopy(CopyModule.Parameters wanted, Facts facts) {
    /**
     * @param source the directory's absolute path on the controller
     */
    Plan plan(String source) {
        Controller controller = facts.controller();
        String written = Objects.requireNonNull(wanted.src(), "a tree has a source");
        String top = PathParameter.absolute(facts, wanted.dest());
        String root =
                written.endsWith("/") ? top : TargetPath.child(top, TargetPath.name(TargetPath.normalize(source)));
        TreeSet<String> directories = new TreeSet<>();
        Map<String, String> files = new LinkedHashMap<>();
        List<String> leaves = new ArrayList<>();
        directories.add(root);
        Map<String, String> links = new LinkedHashMap<>();
        for (Controller.Entry entry : controller.list(source, wanted.local_follow())) {
            String path = TargetPath.child(root, entry.path());
            if (entry.link() != null) {
                links.put(path, entry.link());
                directories.add(TargetPath.parent(path));
            } else if (controller.isDirectory(source + "/" + entry.path())) {
                directories.add(path);
                leaves.add(path);
            } else {
                files.put(path, source + "/" + entry.path());
                directories.add(TargetPath.parent(path));
            }
        }
        prefetch(directories, files, links);

        WantedAttributes.Resolved forDirectories =
                wanted.wanted().withMode(wanted.directory_mode()).resolve(facts);
        List<Change> changes = new ArrayList<>();
        for (String leaf : leaves) {
            FileStatus status = facts.get(new FileAt(leaf));
            if (status.isDirectory()) {
                changes.addAll(AttributePlan.changes(facts, status, forDirectories));
            }
        }
        List<Change> made = new DirectoryMaking(facts, forDirectories)
                .make(directories).stream().toList();
        changes.addAll(made);
        Facts then = facts.after(made);
        files.forEach((path, from) -> changes.addAll(file(then, path, from)));
        links.forEach((path, target) -> changes.addAll(link(then, path, target)));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", top + "/");
        values.put("src", written);
        return Plan.changes(changes, values);
    }

    private List<Change> link(Facts then, String path, String target) {
        FileStatus status = then.get(new FileAt(path));
        if (status.isLink() && status.target().equals(target) || status.exists() && !wanted.force()) {
            return List.of();
        }
        if (status.isDirectory()) {
            throw new TaskFailure(path + " is a directory; a link cannot take its place");
        }
        return List.of(LinkMaking.symbolic(
                then, status, target, wanted.wanted().withMode(null).resolve(facts)));
    }

    private void prefetch(TreeSet<String> directories, Map<String, String> files, Map<String, String> links) {
        List<Fact<?>> questions = new ArrayList<>(wanted.wanted().questions());
        questions.add(new CurrentUser());
        directories.forEach(path -> questions.add(new FileAt(path)));
        links.keySet().forEach(path -> questions.add(new FileAt(path)));
        files.keySet().forEach(path -> {
            questions.add(new FileAt(path));
            questions.add(ChecksumOf.sha1(path));
        });
        facts.prefetch(questions.toArray(Fact[]::new));
    }

    private List<Change> file(Facts then, String path, String from) {
        Controller controller = facts.controller();
        FileMode mode = wanted.mode() != null && wanted.mode().preserves()
                ? new FileMode(FileMode.format(controller.mode(from)))
                : wanted.mode();
        return new FileCopy(wanted, then, mode)
                .file(path, from, controller.read(from))
                .changes();
    }
}
