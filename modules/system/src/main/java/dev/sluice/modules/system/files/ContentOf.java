package dev.sluice.modules.system.files;

import dev.sluice.spi.BatchedFact;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.UnparsableOutputException;

/**
 * What does a file hold? Links are followed. After the place ({@link PathScript}) the script prints what came of it
 * and, if it was read, the bytes:
 *
 * <pre>read\0 10.0.10.15 nas\n</pre>
 *
 * @param path absolute
 */
public record ContentOf(String path) implements FileQuestion<Content>, BatchedFact<Content> {
    /** The largest content that is brought over, in bytes. */
    public static final int LIMIT = 8 * 1024 * 1024;

    private static final Script READ = Script.of("""
            [ $k = found ] || exit 0
            if [ -d "$c" ]; then printf 'directory\\0'
            elif ! [ -f "$c" ]; then printf 'special\\0'
            elif ! [ -r "$c" ]; then printf 'unreadable\\0'
            elif [ "$(stat -c %s "$c")" -gt {} ]; then printf 'large\\0'
            else printf 'read\\0'; head -c {} "$c"; fi
            """, LIMIT, LIMIT + 1);

    public ContentOf {
        path = TargetPath.normalize(path);
    }

    @Override
    public ContentOf at(String otherPath) {
        return new ContentOf(otherPath);
    }

    @Override
    public boolean follows() {
        return true;
    }

    @Override
    public String describe() {
        return "the content of " + path;
    }

    @Override
    public Batch batch() {
        return new FileBatch();
    }

    @Override
    public Script script() {
        return PathScript.of(path, true, READ);
    }

    @Override
    public Content parse(Output output) {
        PathScript.Place place = PathScript.parse(describe(), output);
        String state = place.state().equals("found") ? place.rest().next() : place.state();
        return state.equals("read")
                ? Content.read(place.path(), place.links(), place.rest().remainder())
                : Content.without(state(describe(), state), place.path(), place.links());
    }

    static Content.State state(String question, String word) {
        return switch (word) {
            case "absent" -> Content.State.ABSENT;
            case "hidden" -> Content.State.HIDDEN;
            case "directory" -> Content.State.DIRECTORY;
            case "special" -> Content.State.SPECIAL;
            case "unreadable" -> Content.State.UNREADABLE;
            case "large" -> Content.State.TOO_LARGE;
            default -> throw new UnparsableOutputException(question, "unexpected state " + word);
        };
    }
}
