package dev.sluice.modules.system.files;

import dev.sluice.spi.BatchedFact;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;

/**
 * What is at a path? A link at the path itself is not followed. After the place ({@link PathScript}) the script prints
 * three more fields for what is there: {@code stat}'s line, what the asking user may do, and a link's target:
 *
 * <pre>81a4 0 0 286 1 131 2049|2026-11-20 10:44:00.123456789 +0000|2026-11-20 10:44:00.123456789 +0000|root/root\0 rw\0 \0</pre>
 *
 * @param path absolute
 */
public record FileAt(String path) implements FileQuestion<FileStatus>, BatchedFact<FileStatus> {
    private static final Script STAT = Script.of("""
            [ $k = found ] || exit 0
            s=$(stat -c '%f %u %g %s %h %i %d|%y|%z|%U/%G' "$c") || exit 4
            a= t=
            [ -r "$c" ] && a=r; [ -w "$c" ] && a=${a}w; [ -x "$c" ] && a=${a}x
            if [ -L "$c" ]; then t=$(readlink "$c") || exit 4; fi
            printf '%s\\0%s\\0%s\\0' "$s" "$a" "$t"
            """);

    public FileAt {
        path = TargetPath.normalize(path);
    }

    @Override
    public FileAt at(String otherPath) {
        return new FileAt(otherPath);
    }

    @Override
    public boolean follows() {
        return false;
    }

    @Override
    public String describe() {
        return "the file " + path;
    }

    @Override
    public FileStatus claimed(FileStatus before, FileStatus predicted) {
        return predicted.isDirectory()
                ? predicted.with(attributes -> attributes.withoutOthersDoing(before.attributes()))
                : predicted;
    }

    @Override
    public Batch batch() {
        return new FileBatch();
    }

    @Override
    public Script script() {
        return PathScript.of(path, false, STAT);
    }

    @Override
    public FileStatus parse(Output output) {
        PathScript.Place place = PathScript.parse(describe(), output);
        return switch (place.state()) {
            case "absent" -> FileStatus.absent(place.path(), place.links());
            case "hidden" -> FileStatus.hidden(place.path(), place.links());
            case "found" -> {
                StatLine line = StatLine.parse(describe(), place.rest().next());
                String access = place.rest().next();
                String target = place.rest().next();
                Attributes attributes = line.kind() == FileKind.LINK
                        ? line.attributes()
                        : line.attributes()
                                .withAccess(
                                        Answer.of(access.contains("r")),
                                        Answer.of(access.contains("w")),
                                        Answer.of(access.contains("x")));
                yield new FileStatus(line.kind(), place.path(), place.links(), attributes, target);
            }
            default -> throw new UnparsableOutputException(describe(), "unexpected state " + place.state());
        };
    }
}
