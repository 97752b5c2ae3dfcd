package dev.sluice.modules.system.files;

import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is below a directory? A link at the path itself is followed, links below are not. After the place
 * ({@link PathScript}) the script prints what the path is and, for a directory, either {@code gnu} and what GNU find
 * prints for each entry, or {@code posix} and a line of {@code stat} ({@link StatLine}), a link's target and the path:
 *
 * <pre>directory\0 gnu\0 f 644 0 0 286 1 131 2049 1763635440.1234567890 1763635440.1234567890\0 root\0 root\0 \0 /etc/motd\0</pre>
 *
 * @param path absolute
 * @param depth how many levels: 1 for the directory's own entries; 0 for all
 */
public record TreeOf(String path, int depth) implements FileQuestion<Tree> {
    private static final String LIST = """
            [ $k = found ] || exit 0
            if ! [ -d "$c" ]; then printf 'read\\0'; exit 0; fi
            if ! [ -r "$c" ] || ! [ -x "$c" ]; then printf 'unreadable\\0'; exit 0; fi
            printf 'directory\\0'
            if find / -maxdepth 0 -printf '' 2>/dev/null; then
            printf 'gnu\\0'
            find "$c" -mindepth 1 {} -printf '%y %m %U %G %s %n %i %D %T@ %C@\\0%u\\0%g\\0%l\\0%p\\0' 2>/dev/null
            else
            printf 'posix\\0'
            find "$c" -mindepth 1 {} -exec sh -c 'for f; do t=; [ -L "$f" ] && t=$(readlink "$f")
            s=$(stat -c "$0" "$f" 2>/dev/null) && printf "%s\\0%s\\0%s\\0" "$s" "$t" "$f"; done' {} {} + 2>/dev/null
            fi
            :
            """;
    private static final Pattern GNU =
            Pattern.compile("(.) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (-?[0-9.]+) (-?[0-9.]+)");

    public TreeOf {
        path = TargetPath.normalize(path);
    }

    @Override
    public TreeOf at(String otherPath) {
        return new TreeOf(otherPath, depth);
    }

    @Override
    public boolean seesBelow() {
        return true;
    }

    @Override
    public boolean follows() {
        return true;
    }

    @Override
    public String describe() {
        return "the files below " + path;
    }

    @Override
    public Script script() {
        Script levels = depth == 0 ? Script.of("") : Script.of("-maxdepth {}", depth);
        return PathScript.of(path, true, Script.of(LIST, levels, levels, StatLine.FORMAT, "{}"));
    }

    @Override
    public Tree parse(Output output) {
        PathScript.Place place = PathScript.parse(describe(), output);
        String state = place.state().equals("found") ? place.rest().next() : place.state();
        if (!state.equals("directory")) {
            return Tree.without(
                    state.equals("read") ? Content.State.READ : ContentOf.state(describe(), state),
                    place.path(),
                    place.links());
        }
        boolean gnu = place.rest().next().equals("gnu");
        List<FileStatus> entries = new ArrayList<>();
        while (place.rest().hasNext()) {
            entries.add(gnu ? gnuEntry(place.rest()) : posixEntry(place.rest()));
        }
        return new Tree(Content.State.DIRECTORY, place.path(), place.links(), entries);
    }

    private FileStatus posixEntry(PathScript.Fields fields) {
        StatLine line = StatLine.parse(describe(), fields.next());
        String target = fields.next();
        return new FileStatus(line.kind(), fields.next(), List.of(), line.attributes(), target);
    }

    private FileStatus gnuEntry(PathScript.Fields fields) {
        String line = fields.next();
        Matcher matcher = GNU.matcher(line);
        if (!matcher.matches()) {
            throw new UnparsableOutputException(describe(), "unexpected output of find: " + line);
        }
        Attributes attributes = Attributes.unknown("whether the user may access it")
                .withMode(Answer.of(Integer.parseInt(matcher.group(2), 8)))
                .withOwner(number(matcher.group(3)), name(fields.next(), matcher.group(3)))
                .withGroup(number(matcher.group(4)), name(fields.next(), matcher.group(4)))
                .withSize(number(matcher.group(5)))
                .withHardLinks(number(matcher.group(6)))
                .withIdentity(number(matcher.group(7)), number(matcher.group(8)))
                .withModified(Answer.of(Double.parseDouble(matcher.group(9))))
                .withChanged(Answer.of(Double.parseDouble(matcher.group(10))));
        String target = fields.next();
        return new FileStatus(kind(matcher.group(1)), fields.next(), List.of(), attributes, target);
    }

    private FileKind kind(String letter) {
        return switch (letter) {
            case "f" -> FileKind.FILE;
            case "d" -> FileKind.DIRECTORY;
            case "l" -> FileKind.LINK;
            case "p" -> FileKind.FIFO;
            case "s" -> FileKind.SOCKET;
            case "c" -> FileKind.CHARACTER_DEVICE;
            case "b" -> FileKind.BLOCK_DEVICE;
            default -> throw new UnparsableOutputException(describe(), "unexpected file type of find: " + letter);
        };
    }

    private static Answer<Long> number(String digits) {
        return Answer.of(Long.parseLong(digits));
    }

    /** GNU find prints the number where there is no name. */
    private static Answer<String> name(String name, String number) {
        return Answer.of(name.equals(number) ? "" : name);
    }
}
