package dev.sluice.connection;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The script of {@link Steps.Write}. The content goes to a temporary file beside the target first; whatever goes wrong, the temporary
 * file is removed and the old file is as it was. The rename is durable once the directory was flushed, which is done once for
 * all files of a request ({@link ShellProgram#flush}).
 */
final class WriteScript {
    /** What a shell reads without losing a byte: lines of ASCII text. */
    private static final Pattern READABLE = Pattern.compile("[\\t\\n -~]*");

    /** Longer ones are compared by a program, for a shell reads byte by byte. */
    private static final int LONGEST_READ = 2_000;

    /** Longer ones are not part of the script. */
    private static final int LONGEST_INLINE = 16 * 1024;

    /** Whether the file {@code $1} has the SHA-256 {@code $2}, the checksum {@code $3} of POSIX, or at least the length {@code $4}. */
    private static final String HOLDS_SUM = """
            holds_sum() {
            if command -v sha256sum >/dev/null 2>&1; then s=$(sha256sum <"$1"); s=${s%% *}; e=$2
            elif command -v cksum >/dev/null 2>&1; then s=$(cksum <"$1"); s=${s%% *}; e=$3
            else s=$(($(wc -c <"$1"))); e=$4; fi
            [ "$s" = "$e" ]
            }
            """;

    /** Whether the file {@code $1} holds the text {@code $2}. */
    private static final String HOLDS_TEXT = """
            holds_text() {
            s= l=
            while IFS= read -r l; do s=$s$l$n; done <"$1"
            [ "x$s$l" = "x$2" ]
            }
            """;

    /** busybox's sync knows no files in its smallest form and then syncs all; an error is an error of the disk. */
    private static final String PLACE = """
            if [ -d "$P" ] && [ -L "$P" ]; then
              mv -fT "$T" "$P" 2>/dev/null || { rm -f "$P" && mv -f "$T" "$P"; } || give_up rename
            else
              mv -f "$T" "$P" || give_up rename
            fi
            """;

    /** A half backup would look like a whole one. */
    private static final String BACKUP = """
            if [ -f "$P" ]; then
              { cp -p "$P" "$C" && mv -f "$C" "$B"; } || { rm -f "$C"; give_up backup; }
            fi
            """;

    private static final String LABEL_BEFORE = """
            L=; command -v selinuxenabled >/dev/null 2>&1 && selinuxenabled && L=1
            [ -z "$L" ] || [ ! -f "$P" ] || chcon --reference="$P" "$T" || give_up label
            """;

    private static final String LABEL_AFTER = """
            [ -z "$L" ] || [ -n "$X" ] || ! command -v restorecon >/dev/null 2>&1 || restorecon "$P"
            """;

    private final Steps.Write step;
    private final String token;
    private final List<Script> lines = new ArrayList<>();

    private WriteScript(Steps.Write step, String token) {
        this.step = step;
        this.token = token;
    }

    /** Why the step cannot be carried out at all; null if it can. */
    static @Nullable String objection(Steps.Write step) {
        if (!step.path().startsWith("/") || step.path().endsWith("/")) {
            return "'" + step.path() + "' is not an absolute path of a file";
        }
        if (step.path().indexOf('\n') >= 0) {
            return "a path with a newline cannot be written";
        }
        for (String text : Arrays.asList(step.path(), step.owner(), step.group(), step.backup())) {
            if (text != null && text.indexOf('\0') >= 0) {
                return "a path, owner or group with a NUL character cannot exist";
            }
        }
        return null;
    }

    /** The directory of the file, which has to be flushed to the disk after it. */
    static String directory(Steps.Write step) {
        int slash = step.path().lastIndexOf('/');
        return slash == 0 ? "/" : step.path().substring(0, slash);
    }

    static StepScript of(Steps.Write step, String token) {
        return new WriteScript(step, token).build();
    }

    private StepScript build() {
        String path = step.path();
        String directory = directory(step);
        String temporary = (directory.equals("/") ? "" : directory) + "/.sluice-" + token;
        add("T={} P={}\nn='\n'", temporary, path);
        add("give_up() { rm -f \"$T\"; echo {} \"$1\" >&2; exit 1; }", token);
        add("trap 'rm -f \"$T\"; exit 143' HUP INT TERM");
        add(HOLDS_TEXT + HOLDS_SUM);
        boolean inline = step.content().size() <= LONGEST_INLINE && isReadable(step.content());
        store(inline);
        add("[ ! -d \"$P\" ] || [ -L \"$P\" ] || give_up directory");
        add("X=; if [ -f \"$P\" ] && [ ! -L \"$P\" ]; then X=1; fi");
        require(Script.of("\"$T\""), step.content(), "checksum");
        add("sync \"$T\" || give_up disk");
        ownAndProtect();
        add(LABEL_BEFORE);
        validate(temporary);
        if (step.base() instanceof Steps.Write.Base.Content old) {
            require(Script.of("\"$P\""), old.bytes(), "edited");
        } else if (step.base() instanceof Steps.Write.Base.Nothing) {
            add("{ [ ! -e \"$P\" ] && [ ! -L \"$P\" ]; } || give_up edited");
        }
        if (step.backup() != null) {
            add("B={} C={}\n" + BACKUP, step.backup(), step.backup() + ".sluice-" + token);
        }
        add(PLACE + LABEL_AFTER + "exit 0\n");
        return new StepScript(
                Script.join("\n", lines).text(),
                true,
                Set.of(0),
                inline
                        ? null
                        : new Request.Upload(
                                step.content(), Script.of("{}", temporary).text()),
                token);
    }

    /** A short text is part of the script, any other content has been uploaded. */
    private void store(boolean inline) {
        if (!inline) {
            add("[ \"$u\" = 0 ] || give_up upload");
            return;
        }
        add("V={}", step.content().text());
        Script fill = Script.of("umask 077; set -C; sluice_p \"$V\" >\"$T\"");
        // The umask counts again where a new file gets its mode from it, and for a program that validates.
        boolean restored = step.mode() == null || step.validate() != null;
        add("{} || give_up upload\nset +C", restored ? Script.of("( {} )", fill) : fill);
    }

    /** Gives up unless a file, given as a word, holds a content. */
    private void require(Script file, Bytes content, String word) {
        Script holds = isReadable(content) && content.size() <= LONGEST_READ
                ? Script.of("holds_text {} {}", file, Script.argument(content.text()))
                : Script.of(
                        "holds_sum {} {} {} {}",
                        file,
                        content.checksum("SHA-256"),
                        PosixChecksum.of(content),
                        content.size());
        add("{} || give_up {}", holds, word);
    }

    private static boolean isReadable(Bytes content) {
        return READABLE.matcher(content.text()).matches();
    }

    private void add(@CompileTimeConstant String template, Object... values) {
        lines.add(Script.of(template, values));
    }

    /**
     * The owner first, for changing it clears the set-user-id bit. A new file belongs to whom it should if neither owner nor
     * group is given.
     */
    private void ownAndProtect() {
        boolean keepsOwner = step.owner() == null || step.group() == null;
        add("o= c= k=");
        if (step.mode() == null || keepsOwner) {
            add("if [ -n \"$X\" ]; then");
            add("s=$(stat -c '%a %u %g' \"$P\" \"$T\") || give_up attributes");
            add("o=${s%%\"$n\"*}; c=${s##*\"$n\"}; c=${c#* }; k=${o#* }");
            if (keepsOwner && (step.owner() != null || step.group() != null)) {
                add("else c=$(stat -c '%u %g' \"$T\") || give_up attributes\nk=$c");
            }
            add("fi");
        }
        lines.add(step.owner() == null ? Script.of("w=${k% *}") : Script.of("w={}", step.owner()));
        lines.add(step.group() == null ? Script.of("g=${k#* }") : Script.of("g={}", step.group()));
        if (step.owner() == null && step.group() == null) {
            add("[ \"$k\" = \"$c\" ] || chown \"$w:$g\" \"$T\" || give_up owner");
        } else {
            add("[ \"$w $g\" = \"$c\" ] || chown -- \"$w:$g\" \"$T\" || give_up owner");
        }
        if (step.mode() == null) {
            // chmod without u, g or o respects the umask.
            add("if [ -n \"$o\" ]; then chmod \"${o%% *}\" \"$T\"; else chmod =rw \"$T\"; fi || give_up mode");
        } else {
            add("chmod {} \"$T\" || give_up mode", Integer.toOctalString(step.mode()));
        }
    }

    private void validate(String temporary) {
        if (step.validate() != null) {
            String word = Script.of("{}", temporary).text();
            String command = step.validate().text().replaceFirst("%s", Matcher.quoteReplacement(word));
            add("( eval {} ) </dev/null || give_up validate", Script.argument(command));
        }
    }
}
