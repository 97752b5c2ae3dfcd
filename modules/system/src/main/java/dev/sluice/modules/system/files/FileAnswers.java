package dev.sluice.modules.system.files;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers questions about a canonical place after an effect. */
final class FileAnswers {
    private final FileEffect effect;
    private final World world;
    private final Access access;

    FileAnswers(FileEffect effect, World world) {
        this.effect = effect;
        this.world = world;
        this.access = new Access(world);
    }

    /**
     * @param path canonical
     * @param links passed on the way to it
     * @param origin where that which is there comes from; the path does not lead elsewhere
     * @param before the question's answer before the effect, if it was about this very place; else null
     */
    @SuppressWarnings("unchecked") // an answer to a question has the question's type
    <V extends Located> Answer<V> answer(
            FileQuestion<V> question, String path, List<String> links, Origin origin, @Nullable Answer<V> before) {
        if (origin instanceof Origin.Unknown unknown) {
            return Answer.unknown(unknown.reason());
        }
        if (origin instanceof Origin.Uncovered uncovered) {
            return relocated(
                    world.before(new Covered<>(uncovered.mountPoint(), question.at(path)))
                            .flatMap(answer -> answer),
                    path,
                    links);
        }
        Supplier<Answer<V>> was =
                () -> relocated(before != null ? before : world.before(question.at(path)), path, links);
        Site site = new Site(path, links, origin);
        if (question instanceof FileAt) {
            return (Answer<V>) status(site, (Supplier<Answer<FileStatus>>) (Supplier<?>) was);
        }
        if (question instanceof ContentOf) {
            return (Answer<V>) content(site, (Supplier<Answer<Content>>) (Supplier<?>) was);
        }
        if (question instanceof ChecksumOf sum) {
            return (Answer<V>) checksum(sum, site, (Supplier<Answer<Checksum>>) (Supplier<?>) was);
        }
        if (question instanceof FileDetails) {
            return (Answer<V>) details(site, (Supplier<Answer<Details>>) (Supplier<?>) was);
        }
        TreeOf tree = (TreeOf) (FileQuestion<?>) question;
        return (Answer<V>)
                new TreeAnswers(effect, world, this).tree(tree, site, (Supplier<Answer<Tree>>) (Supplier<?>) was);
    }

    /** A canonical place, the links that led to it, and where that which is there comes from. */
    record Site(String path, List<String> links, Origin origin) {}

    Answer<FileStatus> status(Site site, Supplier<Answer<FileStatus>> before) {
        Answer<Boolean> hidden = hidden(site);
        if (!hidden.isKnown() || hidden.get()) {
            return hidden.map(yes -> FileStatus.hidden(site.path(), site.links()));
        }
        Origin origin = site.origin();
        if (origin instanceof Origin.Gone) {
            return Answer.of(FileStatus.absent(site.path(), site.links()));
        }
        if (origin instanceof Origin.Made made) {
            NewFile file = made.file();
            return Answer.of(access.refreshed(
                    new FileStatus(file.kind(), site.path(), site.links(), file.attributes(), file.target())));
        }
        if (origin instanceof Origin.MovedFrom moved) {
            return visible(world.before(new FileAt(moved.path())))
                    .map(status -> access.refreshed(
                            status.at(site.path(), site.links()).with(moved.change())));
        }
        Answer<FileStatus> was = visibleAgain(site, before.get());
        return origin instanceof Origin.Altered altered
                ? was.map(status -> access.refreshed(status.with(altered.change())))
                : was;
    }

    /** Whether the asking user cannot see what is there, as far as the effect has to do with it. */
    private Answer<Boolean> hidden(Site site) {
        if (world.user().equals(Access.ROOT) || !touchesWay(site)) {
            return Answer.of(false);
        }
        return world.after(new FileAt(TargetPath.parent(site.path()))).flatMap(above -> {
            if (above.isDirectory()) {
                return above.attributes().executable().map(searchable -> !searchable);
            }
            return Answer.of(above.kind() == FileKind.HIDDEN);
        });
    }

    private boolean touchesWay(Site site) {
        if (site.path().equals("/")) {
            return false;
        }
        return !(site.origin() instanceof Origin.Same)
                || TargetPath.ancestors(site.path()).stream()
                        .anyMatch(above -> !(effect.origin(above, world) instanceof Origin.Same));
    }

    private Answer<FileStatus> visibleAgain(Site site, Answer<FileStatus> before) {
        return touchesWay(site) ? visible(before) : before;
    }

    private Answer<FileStatus> visible(Answer<FileStatus> before) {
        return before.flatMap(
                status -> status.kind() == FileKind.HIDDEN && !world.user().equals(Access.ROOT)
                        ? Answer.unknown("what was hidden at " + status.path())
                        : Answer.of(status));
    }

    private Answer<Content> content(Site site, Supplier<Answer<Content>> before) {
        if (site.origin() instanceof Origin.Same && !looksThroughOthersEyes(site)) {
            return before.get();
        }
        return state(site, before.get().map(Content::state)).flatMap(state -> {
            if (state != Content.State.READ) {
                return Answer.of(Content.without(state, site.path(), site.links()));
            }
            if (site.origin() instanceof Origin.Made made) {
                return contentOf(site, made.file().content());
            }
            Answer<Content> was = site.origin() instanceof Origin.MovedFrom moved
                    ? relocated(world.before(new ContentOf(moved.path())), site.path(), site.links())
                    : before.get();
            return was.flatMap(FileAnswers::readable);
        });
    }

    private static Answer<Content> readable(Content content) {
        return content.isRead() || content.state() == Content.State.TOO_LARGE
                ? Answer.of(content)
                : Answer.unknown("what could not be read before at " + content.path());
    }

    private Answer<Content> contentOf(Site site, FileContent content) {
        if (content instanceof FileContent.Exactly exactly) {
            return Answer.of(Content.read(site.path(), site.links(), exactly.bytes()));
        }
        if (content instanceof FileContent.SameAs same) {
            return relocated(world.before(new ContentOf(same.path())), site.path(), site.links());
        }
        if (content instanceof FileContent.Summed) {
            return Answer.unknown("the content of " + site.path() + ", of which only a checksum is known");
        }
        return Answer.unknown(((FileContent.Undetermined) content).reason());
    }

    private Answer<Checksum> checksum(ChecksumOf question, Site site, Supplier<Answer<Checksum>> before) {
        if (site.origin() instanceof Origin.Same && !looksThroughOthersEyes(site)) {
            return before.get();
        }
        return state(site, before.get().map(Checksum::state)).flatMap(state -> {
            if (state != Content.State.READ) {
                return Answer.of(new Checksum(state, site.path(), site.links(), ""));
            }
            if (site.origin() instanceof Origin.Made made) {
                return checksumOf(question, site, made.file().content());
            }
            Answer<Checksum> was = site.origin() instanceof Origin.MovedFrom moved
                    ? relocated(world.before(question.at(moved.path())), site.path(), site.links())
                    : before.get();
            return was.flatMap(sum ->
                    sum.isRead() ? Answer.of(sum) : Answer.unknown("what could not be read before at " + sum.path()));
        });
    }

    private Answer<Checksum> checksumOf(ChecksumOf question, Site site, FileContent content) {
        if (content instanceof FileContent.Exactly exactly) {
            Bytes bytes = exactly.bytes();
            return Answer.of(
                    new Checksum(Content.State.READ, site.path(), site.links(), bytes.checksum(question.digest())));
        }
        if (content instanceof FileContent.SameAs same) {
            return relocated(world.before(question.at(same.path())), site.path(), site.links());
        }
        if (content instanceof FileContent.Summed summed) {
            return summed.algorithm().equals(question.algorithm())
                    ? Answer.of(new Checksum(Content.State.READ, site.path(), site.links(), summed.value()))
                    : Answer.unknown("the content of " + site.path() + ", of which only another checksum is known");
        }
        return Answer.unknown(((FileContent.Undetermined) content).reason());
    }

    private boolean looksThroughOthersEyes(Site site) {
        return !world.user().equals(Access.ROOT) && touchesWay(site);
    }

    /** Whether what is there now can be read; {@code READ} if it is a file that can. */
    private Answer<Content.State> state(Site site, Answer<Content.State> before) {
        boolean asRoot = world.user().equals(Access.ROOT);
        if (asRoot && site.origin() instanceof Origin.Altered) {
            return before;
        }
        Answer<FileStatus> status = status(site, () -> world.before(new FileAt(site.path())));
        return status.flatMap(now -> switch (now.kind()) {
            case ABSENT -> Answer.of(Content.State.ABSENT);
            case HIDDEN -> Answer.of(Content.State.HIDDEN);
            case DIRECTORY -> Answer.of(Content.State.DIRECTORY);
            case FILE ->
                asRoot
                        ? Answer.of(Content.State.READ)
                        : now.attributes()
                                .readable()
                                .map(readable -> readable ? Content.State.READ : Content.State.UNREADABLE);
            default -> Answer.of(Content.State.SPECIAL);
        });
    }

    private static Answer<Details> details(Site site, Supplier<Answer<Details>> before) {
        if (site.origin() instanceof Origin.Same) {
            return before.get();
        }
        String reason = site.origin() instanceof Origin.Gone
                ? "a file that does not exist"
                : "how " + site.path() + " is changed";
        return Answer.of(Details.unknown(site.path(), site.links(), reason));
    }

    private static <V extends Located> Answer<V> relocated(Answer<V> answer, String path, List<String> links) {
        return answer.map(found -> relocated(found, path, links));
    }

    @SuppressWarnings("unchecked") // every kind of value moves to a value of its own kind
    static <V extends Located> V relocated(V found, String path, List<String> links) {
        if (found instanceof FileStatus status) {
            return (V) status.at(path, links);
        }
        if (found instanceof Content content) {
            return (V) content.at(path, links);
        }
        if (found instanceof Checksum sum) {
            return (V) sum.at(path, links);
        }
        if (found instanceof Tree tree) {
            return (V) tree.at(path, links);
        }
        return (V) ((Details) found).at(path, links);
    }
}
