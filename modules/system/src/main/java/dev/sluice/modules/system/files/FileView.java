package dev.sluice.modules.system.files;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about files after an effect: finds the canonical place that a path leads to, through links that
 * stay, come and go, and asks {@link FileAnswers} what is there.
 */
final class FileView {
    private static final int MOST_LINKS = 40;

    /** A path with more names comes of links that lead in a circle and add a name each time around. */
    private static final int MOST_NAMES = 60;

    private final FileEffect effect;
    private final World world;

    private FileView(FileEffect effect, World world) {
        this.effect = effect;
        this.world = world;
    }

    /** Takes down how an effect alters every kind of question about files. */
    static void alter(FileEffect effect, Alterations alterations) {
        Reach reach = effect.reach();
        alterations.onFamily(FileQuestion.class, reach, new Alterations.FamilyAlteration() {
            @Override
            @SuppressWarnings("unchecked") // an answer to a question has the question's type
            public <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world) {
                return (Answer<V>) FileView.after(effect, (FileQuestion<?>) fact, world);
            }
        });
        alterations.on(AccessTime.class, reach, (time, before, world) -> {
            Origin origin = effect.origin(time.path(), world);
            return origin instanceof Origin.Same || origin instanceof Origin.Altered
                    ? before
                    : Answer.unknown("when " + time.path() + " is read");
        });
        alterations.onFamily(Covered.class, reach, new Alterations.FamilyAlteration() {
            @Override
            @SuppressWarnings("unchecked") // an answer to a question has the question's type
            public <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world) {
                return (Answer<V>) Answer.of(CoveredWorld.after(effect, (Covered<?>) fact, world));
            }
        });
    }

    /** The answer to a question after an effect. */
    static <V extends Located> Answer<V> after(FileEffect effect, FileQuestion<V> question, World world) {
        return new FileView(effect, world).answer(question, world.before(question));
    }

    /** The canonical place of a path before an effect, even if it is not known what is there; null if not even that. */
    static @Nullable Located place(FileQuestion<?> question, World world) {
        Answer<? extends Located> before = world.before(question);
        if (before.isKnown()) {
            return before.get();
        }
        if (!(question instanceof FileAt)) {
            Located status = place(new FileAt(question.path()), world);
            boolean link = status instanceof FileStatus found && found.isLink();
            return question.follows() && link ? null : status;
        }
        if (question.path().equals("/")) {
            return null;
        }
        Located above = place(new FileAt(TargetPath.parent(question.path())), world);
        List<String> links = new ArrayList<>();
        while (above instanceof FileStatus status && status.isLink()) {
            links.add(status.path());
            boolean circle = links.size() > MOST_LINKS || TargetPath.isAtOrBelow(status.destination(), status.path());
            above = circle ? null : place(new FileAt(status.destination()), world);
        }
        if (above == null) {
            return null;
        }
        links.addAll(above.links());
        return FileStatus.hidden(TargetPath.child(above.path(), TargetPath.name(question.path())), links);
    }

    private <V extends Located> Answer<V> answer(FileQuestion<V> question, Answer<V> before) {
        Located place = before.isKnown() ? before.get() : place(question, world);
        if (place == null) {
            return before;
        }
        for (String link : place.links()) {
            Origin origin = effect.origin(link, world);
            if (!(origin instanceof Origin.Same || origin instanceof Origin.Altered)) {
                return walk(question, place.links());
            }
        }
        return at(question, place.path(), place.links(), before);
    }

    private <V extends Located> Answer<V> at(
            FileQuestion<V> question, String path, List<String> links, @Nullable Answer<V> before) {
        Origin origin = effect.origin(path, world);
        if (origin instanceof Origin.Elsewhere elsewhere) {
            return elsewhere(question, elsewhere.path(), links, elsewhere.link());
        }
        if (question.follows()) {
            if (origin instanceof Origin.Made made && made.file().kind() == FileKind.LINK) {
                return elsewhere(question, destination(path, made.file().target()), links, path);
            }
            if (origin instanceof Origin.MovedFrom moved) {
                Answer<FileStatus> source = world.before(new FileAt(moved.path()));
                if (!source.isKnown() || source.get().isLink()) {
                    return source.flatMap(link -> elsewhere(question, destination(path, link.target()), links, path));
                }
            }
        }
        return new FileAnswers(effect, world).answer(question, path, links, origin, before);
    }

    private static String destination(String link, String target) {
        return TargetPath.child(TargetPath.parent(link), target);
    }

    private <V extends Located> Answer<V> elsewhere(
            FileQuestion<V> question, String path, List<String> links, String link) {
        if (TargetPath.isAtOrBelow(path, link) || TargetPath.ancestors(path).size() > MOST_NAMES) {
            return Answer.unknown("a circle of symbolic links at " + link);
        }
        List<String> passed = new ArrayList<>(links);
        passed.add(link);
        return world.after(question.at(path)).map(found -> {
            passed.addAll(found.links());
            return FileAnswers.relocated(found, found.path(), passed);
        });
    }

    /** The directory of the first link on the way: what is above it need not be looked at again. */
    private static String start(String path, List<String> passed) {
        for (String above : TargetPath.ancestors(path)) {
            if (passed.contains(above)) {
                return TargetPath.parent(above);
            }
        }
        return TargetPath.parent(path);
    }

    /** Follows the path name by name in the world after the effect: a link on the way is no longer what it was. */
    private <V extends Located> Answer<V> walk(FileQuestion<V> question, List<String> passed) {
        String place = start(question.path(), passed);
        Deque<String> names = new ArrayDeque<>(
                List.of(TargetPath.relative(question.path(), place).split("/")));
        List<String> links = new ArrayList<>();
        while (!names.isEmpty()) {
            String name = names.removeFirst();
            String next = name.equals("..") ? TargetPath.parent(place) : TargetPath.child(place, name);
            if (names.isEmpty() && !question.follows()) {
                return at(question, next, links, null);
            }
            Answer<FileStatus> status = at(new FileAt(next), next, links, null);
            if (!status.isKnown()) {
                return status.flatMap(known -> Answer.unknown(""));
            }
            if (status.get().isLink()) {
                if (links.size() >= MOST_LINKS) {
                    return Answer.unknown("a circle of symbolic links at " + next);
                }
                links.add(next);
                String target = status.get().target();
                List<String> more =
                        List.of(TargetPath.normalize(target).substring(1).split("/"));
                for (int i = more.size() - 1; i >= 0; i--) {
                    if (!more.get(i).isEmpty()) {
                        names.addFirst(more.get(i));
                    }
                }
                place = target.startsWith("/") ? "/" : place;
            } else {
                place = next;
            }
        }
        return at(question, place, links, null);
    }
}
