package dev.sluice.modules.system.files;

import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Answers what is below a directory after an effect. */
final class TreeAnswers {
    private final FileEffect effect;
    private final World world;
    private final FileAnswers answers;

    TreeAnswers(FileEffect effect, World world, FileAnswers answers) {
        this.effect = effect;
        this.world = world;
        this.answers = answers;
    }

    Answer<Tree> tree(TreeOf question, FileAnswers.Site site, Supplier<Answer<Tree>> before) {
        Answer<FileStatus> root = answers.status(site, () -> world.before(new FileAt(site.path())));
        if (!root.isKnown()) {
            return root.flatMap(known -> before.get());
        }
        Content.State state = switch (root.get().kind()) {
            case ABSENT -> Content.State.ABSENT;
            case HIDDEN -> Content.State.HIDDEN;
            case DIRECTORY -> Content.State.DIRECTORY;
            default -> Content.State.READ;
        };
        if (state != Content.State.DIRECTORY) {
            return Answer.of(Tree.without(state, site.path(), site.links()));
        }
        Answer<Boolean> listable = listable(root.get());
        if (!listable.isKnown() || !listable.get()) {
            return listable.map(no -> Tree.without(Content.State.UNREADABLE, site.path(), site.links()));
        }
        if (site.origin() instanceof Origin.MovedFrom moved) {
            return world.before(question.at(moved.path())).map(tree -> tree.at(site.path(), site.links()));
        }
        Tree empty = Tree.without(Content.State.DIRECTORY, site.path(), site.links());
        Answer<Tree> was = site.origin() instanceof Origin.Made ? Answer.of(empty) : before.get();
        return was.flatMap(tree -> tree.isDirectory()
                ? altered(question, tree)
                : Answer.unknown("what could not be listed before below " + tree.path()));
    }

    private Answer<Boolean> listable(FileStatus directory) {
        if (world.user().equals(Access.ROOT)) {
            return Answer.of(true);
        }
        Attributes attributes = directory.attributes();
        return attributes.readable().flatMap(readable -> attributes.executable().map(search -> readable && search));
    }

    private Answer<Tree> altered(TreeOf question, Tree tree) {
        List<FileStatus> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (FileStatus entry : tree.entries()) {
            Origin origin = effect.origin(entry.path(), world);
            if (origin instanceof Origin.Uncovered) {
                return Answer.unknown("what is below " + entry.path() + " after it is unmounted");
            }
            if (origin instanceof Origin.Unknown unknown) {
                return Answer.unknown(unknown.reason());
            }
            Answer<FileStatus> status = origin instanceof Origin.Elsewhere
                    ? Answer.of(FileStatus.absent(entry.path(), List.of()))
                    : entry(entry.path(), origin, entry);
            if (!status.isKnown()) {
                return status.flatMap(unknown -> Answer.of(tree));
            }
            seen.add(entry.path());
            if (status.get().exists()) {
                entries.add(status.get());
            }
        }
        return effect.appearing(tree.path(), world).flatMap(paths -> {
            for (String path : paths) {
                boolean deep = question.depth() > 0
                        && TargetPath.relative(path, tree.path()).split("/").length > question.depth();
                if (deep || !seen.add(path)) {
                    continue;
                }
                Answer<FileStatus> status = entry(path, effect.origin(path, world), null);
                if (!status.isKnown()) {
                    return status.flatMap(unknown -> Answer.of(tree));
                }
                if (status.get().exists()) {
                    entries.add(status.get());
                }
            }
            return seen(entries, tree)
                    .map(listed -> new Tree(Content.State.DIRECTORY, tree.path(), tree.links(), listed));
        });
    }

    /** What of the entries the asking user finds: an effect may have shut or opened the directories that they are in. */
    private Answer<List<FileStatus>> seen(List<FileStatus> entries, Tree before) {
        if (world.user().equals(Access.ROOT)) {
            return Answer.of(entries);
        }
        Access access = new Access(world);
        Map<String, FileStatus> known = new HashMap<>();
        before.entries().forEach(entry -> known.put(entry.path(), entry));
        List<String> shut = new ArrayList<>();
        for (FileStatus entry : entries) {
            FileStatus old = known.get(entry.path());
            if (!entry.isDirectory() || entry.equals(old)) {
                continue;
            }
            Answer<Boolean> lists = access.lists(entry);
            if (!lists.isKnown()) {
                return lists.map(unknown -> entries);
            }
            if (!lists.get()) {
                shut.add(entry.path() + "/");
            } else if (old != null && !access.lists(old).equals(Answer.of(true))) {
                return Answer.unknown("what is below " + entry.path() + ", which could not be listed before");
            }
        }
        return Answer.of(entries.stream()
                .filter(entry -> shut.stream().noneMatch(entry.path()::startsWith))
                .toList());
    }

    /** An entry after the effect; in a tree what the user may do with each entry is not known. */
    private Answer<FileStatus> entry(String path, Origin origin, @org.jspecify.annotations.Nullable FileStatus before) {
        if (origin instanceof Origin.Same && before != null) {
            return Answer.of(before);
        }
        Answer<FileStatus> status = answers.status(
                new FileAnswers.Site(path, List.of(), origin),
                () -> before != null ? Answer.of(before) : world.before(new FileAt(path)));
        return status.map(found -> found.with(Attributes::withoutAccess));
    }
}
