package dev.sluice.modules.system.files;

import dev.sluice.spi.BatchedFact;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks many of {@link FileAt}, {@link ContentOf} and {@link ChecksumOf} with one script, which starts {@code stat} once
 * for all of them. Short texts are read by the shell itself; their checksums are made here.
 *
 * <p>The script prints, for each question, the place ({@link PathScript}) and, if something is found there, either what
 * the user may do and a link's target (for {@link FileAt}) or what kind of file it is. Then follows, for each question
 * that found something, {@code stat}'s line, and for a file that is to be read one of {@code text} with the content,
 * {@code bytes} with the content, {@code sum} with the line of a checksum program, and {@code alone}:
 *
 * <pre>\0 /etc/motd\0 found\0 file\0 81a4 0 0 6 ...\0 text\0 hello\n\0</pre>
 */
record FileBatch() implements BatchedFact.Batch {
    private static final int MOST = 100;

    /** More is read by a program: a shell reads byte by byte. */
    private static final int SHORT = 2_000;

    /** Together with the number of questions well below what one answer may hold. */
    private static final int MEDIUM = 64 * 1024;

    /** What a shell reads without losing a byte, and no program has to read: lines of ASCII text. */
    private static final Script FUNCTIONS = Script.of("""
            e='
            ' q=
            o="\t$e -~"
            walk() {
            p=$1 f=$2
            {}}
            at() {
            walk "$1" 0
            [ $k = found ] || return 1
            q=$q'a ' a= t=
            [ -r "$c" ] && a=r; [ -w "$c" ] && a=${a}w; [ -x "$c" ] && a=${a}x
            if [ -L "$c" ]; then t=$(readlink "$c") || exit 4; fi
            printf '%s\\0%s\\0' "$a" "$t"
            }
            file() {
            walk "$2" 1
            [ $k = found ] || return 1
            if [ -d "$c" ]; then printf 'directory\\0'
            elif ! [ -f "$c" ]; then printf 'special\\0'
            elif ! [ -r "$c" ]; then printf 'unreadable\\0'
            else printf 'file\\0'; q=$q$1' '; return 0; fi
            return 1
            }
            text() {
            l= d=
            while IFS= read -r l; do d=$d$l$e; done <"$1"
            d=$d$l
            [ ${#d} -eq "$2" ] || return 1
            case $d in *[!$o]*) return 1;; esac
            }
            """, PathScript.WALK);

    /** The files of /proc say that they are empty and are not. */
    private static final Script ANSWERS = Script.of("""
            [ $# -gt 0 ] || exit 0
            s=$(stat -c {} "$@") || exit 4
            for c do
            l=${s%%"$e"*}
            s=${s#*"$e"}
            k=${q%% *}
            q=${q#* }
            printf '%s\\0' "$l"
            [ $k = a ] && continue
            b=${l#* * * }
            b=${b%% *}
            if [ "$b" -le {} ] && text "$c" "$b"; then printf 'text\\0%s\\0' "$d"
            elif [ $k != c ]; then printf 'sum\\0'; ${k}sum <"$c"
            elif [ "$b" -gt 0 ] && [ "$b" -le {} ]; then printf 'bytes\\0'; head -c "$b" "$c"; printf '\\0'
            else printf 'alone\\0'; fi
            done
            """, StatLine.FORMAT, SHORT, MEDIUM);

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Script script(List<? extends ShellFact<?>> facts) {
        List<Script> questions = new ArrayList<>();
        for (ShellFact<?> fact : facts) {
            if (fact instanceof FileAt at) {
                questions.add(question(Script.of("at {}", at.path())));
            } else if (fact instanceof ChecksumOf sum) {
                questions.add(question(Script.of("file {} {}", sum.algorithm(), sum.path())));
            } else {
                questions.add(question(Script.of("file c {}", ((ContentOf) fact).path())));
            }
        }
        return Script.of("{}{}{}", FUNCTIONS, Script.join("", questions), ANSWERS);
    }

    private static Script question(Script function) {
        return Script.of("{} && set -- \"$@\" \"$c\"\n", function);
    }

    @Override
    public List<@Nullable Output> split(List<? extends ShellFact<?>> facts, Output output) {
        if (output.succeeded()) {
            try {
                PathScript.Fields fields = new PathScript.Fields("files", output.stdout());
                List<Begun> begun = new ArrayList<>();
                for (ShellFact<?> fact : facts) {
                    begun.add(Begun.read(fact, fields));
                }
                List<@Nullable Output> outputs = new ArrayList<>();
                for (Begun each : begun) {
                    outputs.add(each.finish(fields));
                }
                if (!fields.hasNext()) {
                    return outputs;
                }
            } catch (UnparsableOutputException changedMeanwhile) {
                return Collections.nCopies(facts.size(), null);
            }
        }
        return Collections.nCopies(facts.size(), null);
    }

    /** The first part of an answer. */
    private record Begun(ShellFact<?> fact, ByteArrayOutputStream own, String state, String access, String target) {
        static Begun read(ShellFact<?> fact, PathScript.Fields fields) {
            ByteArrayOutputStream own = new ByteArrayOutputStream();
            for (String link = fields.next(); !link.isEmpty(); link = fields.next()) {
                add(own, link);
            }
            add(own, "");
            add(own, fields.next());
            String state = fields.next();
            add(own, state);
            if (!state.equals("found")) {
                return new Begun(fact, own, state, "", "");
            }
            if (fact instanceof FileAt) {
                return new Begun(fact, own, state, fields.next(), fields.next());
            }
            String kind = fields.next();
            if (!kind.equals("file")) {
                add(own, kind);
            }
            return new Begun(fact, own, kind, "", "");
        }

        @Nullable
        Output finish(PathScript.Fields fields) {
            if (fact instanceof FileAt) {
                if (state.equals("found")) {
                    add(own, fields.next());
                    add(own, access);
                    add(own, target);
                }
                return output();
            }
            if (!state.equals("file")) {
                return output();
            }
            long size =
                    StatLine.parse("files", fields.next()).attributes().size().get();
            return switch (fields.next()) {
                case "text", "bytes" -> read(fields.bytes(size));
                case "sum" -> sum(fields.line());
                default -> null;
            };
        }

        private Output read(Bytes content) {
            if (fact instanceof ChecksumOf sum) {
                return sum(content.checksum(sum.digest()) + "  -\n");
            }
            add(own, "read");
            own.writeBytes(content.toArray());
            return output();
        }

        private Output sum(String line) {
            add(own, "read");
            own.writeBytes(Bytes.of(line).toArray());
            return output();
        }

        private Output output() {
            return new Output(0, Bytes.of(own.toByteArray()), Bytes.EMPTY);
        }

        private static void add(ByteArrayOutputStream own, String field) {
            own.writeBytes(Bytes.of(field).toArray());
            own.write(0);
        }
    }
}
