package dev.sluice.connection;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Shell;
import dev.sluice.spi.Steps;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The script of {@link Steps.Write}. The content has been stored in a temporary file beside the target before it begins;
 * whatever goes wrong, the temporary file is removed and the old file is as it was.
 */
final class WriteScript {
    private static final String CHECK = """
            if command -v sha256sum >/dev/null 2>&1; then s=$(sha256sum <"$T"); s=${s%% *}; e=$E256
            elif command -v cksum >/dev/null 2>&1; then s=$(cksum <"$T"); s=${s%% *}; e=$EC
            else s=$(($(wc -c <"$T"))); e=$EL; fi
            [ "$s" = "$e" ] || give_up checksum
            """;

    /** busybox's sync knows no files in its smallest form and then syncs all; an error is an error of the disk. */
    private static final String PLACE = """
            if [ -d "$P" ] && [ -L "$P" ]; then
              mv -fT "$T" "$P" 2>/dev/null || { rm -f "$P" && mv -f "$T" "$P"; } || give_up rename
            else
              mv -f "$T" "$P" || give_up rename
            fi
            sync "$D" >/dev/null 2>&1
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
    private final StringBuilder script = new StringBuilder();

    private WriteScript(Steps.Write step, String token) {
        this.step = step;
        this.token = token;
    }

    /** Why the step cannot be carried out at all; null if it can. */
    static @Nullable String objection(Steps.Write step) {
        if (!step.path().startsWith("/") || step.path().endsWith("/")) {
            return "'" + step.path() + "' is not an absolute path of a file";
        }
        return step.path().indexOf('\n') >= 0 || step.path().indexOf('\0') >= 0
                ? "a path with a newline or a NUL character cannot be written"
                : null;
    }

    static StepScript of(Steps.Write step, String token) {
        return new WriteScript(step, token).build();
    }

    private StepScript build() {
        String path = step.path();
        int slash = path.lastIndexOf('/');
        String directory = slash == 0 ? "/" : path.substring(0, slash);
        String temporary = (slash == 0 ? "" : directory) + "/.sluice-" + token;
        assign("T", temporary);
        assign("P", path);
        assign("D", directory);
        Bytes content = step.content();
        assign("E256", content.checksum("SHA-256"));
        assign("EC", Long.toString(PosixChecksum.of(content)));
        assign("EL", Integer.toString(content.size()));
        script.append("give_up() { rm -f \"$T\"; echo ").append(token).append(" \"$1\" >&2; exit 1; }\n");
        script.append("trap 'rm -f \"$T\"; exit 143' HUP INT TERM\n");
        script.append("[ \"$u\" = 0 ] || give_up upload\n");
        script.append("[ ! -d \"$P\" ] || [ -L \"$P\" ] || give_up directory\n");
        script.append("X=; if [ -f \"$P\" ] && [ ! -L \"$P\" ]; then X=1; fi\n");
        script.append(CHECK);
        script.append("sync \"$T\" || give_up disk\n");
        ownAndProtect();
        script.append(LABEL_BEFORE);
        validate(temporary);
        if (step.backup() != null) {
            assign("B", step.backup());
            assign("C", step.backup() + ".sluice-" + token);
            script.append(BACKUP);
        }
        script.append(PLACE).append(LABEL_AFTER).append("exit 0\n");
        return new StepScript(
                script.toString(), true, Set.of(0), new Request.Upload(content, Shell.quote(temporary)), token);
    }

    private void assign(String name, String value) {
        script.append(name).append('=').append(Shell.quote(value)).append('\n');
    }

    /** The owner first, for changing it clears the set-user-id bit. */
    private void ownAndProtect() {
        if (step.mode() == null || step.owner() == null || step.group() == null) {
            script.append("o=; if [ -n \"$X\" ]; then o=$(stat -c '%a %u %g' \"$P\") || give_up attributes; fi\n");
            script.append("c=$(stat -c '%u %g' \"$T\") || give_up attributes\n");
            script.append("k=${o#* }; k=${k:-$c}\n");
        }
        script.append(step.owner() == null ? "w=${k% *}\n" : "w=" + Shell.quote(step.owner()) + "\n");
        script.append(step.group() == null ? "g=${k#* }\n" : "g=" + Shell.quote(step.group()) + "\n");
        script.append("[ \"$w $g\" = \"$c\" ] || chown \"$w:$g\" \"$T\" || give_up owner\n");
        if (step.mode() == null) {
            // chmod without u, g or o respects the umask.
            script.append(
                    "if [ -n \"$o\" ]; then chmod \"${o%% *}\" \"$T\"; else chmod =rw \"$T\"; fi || give_up mode\n");
        } else {
            script.append("chmod ").append(Integer.toOctalString(step.mode())).append(" \"$T\" || give_up mode\n");
        }
    }

    private void validate(String temporary) {
        if (step.validate() != null) {
            String command = step.validate().replace("%s", Shell.quote(temporary));
            script.append("( eval ").append(Shell.quote(command)).append(" ) </dev/null || give_up validate\n");
        }
    }
}
