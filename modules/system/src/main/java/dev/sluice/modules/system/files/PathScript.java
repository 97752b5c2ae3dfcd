package dev.sluice.modules.system.files;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.UnparsableOutputException;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of every script about files that finds the canonical place of a path, with the shell's own tests alone, so
 * that it costs no process unless a link is met. Its output is a sequence of fields that each end in NUL: the links
 * passed, an empty field, the canonical path, then one of {@code found}, {@code absent} and {@code hidden}:
 *
 * <pre>/var/run\0 \0 /run/motd\0 found\0</pre>
 */
final class PathScript {
    /** The walk. Asks for p (the path) and f (1 to follow its last name); leaves the place in c and whether it is there in k. */
    static final Script WALK = Script.of("""
            command -v stat >/dev/null || { echo 'stat is not installed' >&2; exit 3; }
            r= n=0
            while [ -n "$p" ]; do
            c=${p%%/*}
            case $p in */*) p=${p#*/};; *) p=;; esac
            case $c in ''|.) continue;; ..) r=${r%/*}; continue;; esac
            if [ -L "$r/$c" ] && { [ $f = 1 ] || [ -n "$p" ]; }; then
            n=$((n+1)); [ $n -gt 40 ] && { r=$r/$c; break; }
            t=$(readlink "$r/$c") || exit 4
            printf '%s\\0' "$r/$c"
            case $t in /*) r=;; esac
            p=$t${p:+/$p}
            else r=$r/$c; fi
            done
            c=${r:-/}
            if [ $n -gt 40 ]; then k=hidden
            elif [ -e "$c" ] || [ -L "$c" ]; then k=found
            else k=absent d=$c
            while d=${d%/*}; [ -n "$d" ] && ! [ -e "$d" ]; do :; done
            [ -d "${d:-/}" ] && ! [ -x "${d:-/}" ] && k=hidden
            fi
            printf '\\0%s\\0%s\\0' "$c" $k
            """);

    private PathScript() {}

    /** A script that begins with the walk; the rest sees {@code $c} and {@code $k}. */
    static Script of(String path, boolean follow, Script rest) {
        return Script.of("p={} f={}\n{}{}", path, follow ? 1 : 0, WALK, rest);
    }

    /** What the walk printed, and the bytes after it. */
    record Place(List<String> links, String path, String state, Fields rest) {}

    static Place parse(String question, Output output) {
        if (!output.succeeded()) {
            throw new UnparsableOutputException(
                    question,
                    "the shell ended with exit code " + output.exitCode() + ": "
                            + output.errorText().strip());
        }
        Fields fields = new Fields(question, output.stdout());
        List<String> links = new ArrayList<>();
        for (String link = fields.next(); !link.isEmpty(); link = fields.next()) {
            links.add(link);
        }
        return new Place(links, fields.next(), fields.next(), fields);
    }

    /** Fields that end in NUL, read one after another. */
    static final class Fields {
        private final String question;
        private final byte[] bytes;
        private int position;

        Fields(String question, Bytes bytes) {
            this.question = question;
            this.bytes = bytes.toArray();
        }

        boolean hasNext() {
            return position < bytes.length;
        }

        String next() {
            int end = position;
            while (end < bytes.length && bytes[end] != 0) {
                end++;
            }
            if (end == bytes.length) {
                throw new UnparsableOutputException(question, "the output ends in the middle of a field");
            }
            String field =
                    Bytes.of(java.util.Arrays.copyOfRange(bytes, position, end)).text();
            position = end + 1;
            return field;
        }

        /** So many bytes, after which comes another NUL. */
        Bytes bytes(long count) {
            if (position + count >= bytes.length || bytes[position + (int) count] != 0) {
                throw new UnparsableOutputException(question, "a content is not as long as it was said to be");
            }
            int begin = position;
            position += (int) count + 1;
            return Bytes.of(java.util.Arrays.copyOfRange(bytes, begin, position - 1));
        }

        /** A line with its newline. */
        String line() {
            int begin = position;
            while (position < bytes.length && bytes[position] != '\n') {
                position++;
            }
            if (position == bytes.length) {
                throw new UnparsableOutputException(question, "the output ends in the middle of a line");
            }
            position++;
            return Bytes.of(java.util.Arrays.copyOfRange(bytes, begin, position))
                    .text();
        }

        /** All that has not been read yet. */
        Bytes remainder() {
            byte[] rest = java.util.Arrays.copyOfRange(bytes, position, bytes.length);
            position = bytes.length;
            return Bytes.of(rest);
        }
    }
}
