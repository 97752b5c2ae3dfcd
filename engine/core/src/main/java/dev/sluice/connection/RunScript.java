package dev.sluice.connection;

import dev.sluice.spi.Shell;
import dev.sluice.spi.Steps;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The script of {@link Steps.Run}: directory, environment and input around what the step runs. */
final class RunScript {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int LONGEST_INLINE = 16 * 1024;

    private final Steps.Run step;
    private final String token;
    private final StringBuilder script = new StringBuilder();

    private RunScript(Steps.Run step, String token) {
        this.step = step;
        this.token = token;
    }

    /** Why the step cannot be run at all; null if it can. */
    static @Nullable String objection(Steps.Run step) {
        String objection = objection(step.environment());
        if (objection != null) {
            return objection;
        }
        return step.script().text().indexOf('\0') >= 0 ? "a script cannot contain a NUL character" : null;
    }

    /** Why a shell cannot have these variables; null if it can. */
    static @Nullable String objection(Map<String, String> environment) {
        for (String name : environment.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                return "'" + name + "' is not a valid name of an environment variable; use letters, digits and _";
            }
        }
        return null;
    }

    static StepScript of(Steps.Run step, String token) {
        return isPlain(step)
                ? new StepScript(step.script().text(), true, Set.of(0), null, token)
                : new RunScript(step, token).build();
    }

    /** Whether the script needs nothing around it: it leaves nothing in the background and reads nothing. */
    private static boolean isPlain(Steps.Run step) {
        return step.isExact()
                && step.input().size() == 0
                && step.directory() == null
                && step.environment().isEmpty()
                && step.success().equals(Set.of(0));
    }

    private StepScript build() {
        boolean upload = step.input().size() > LONGEST_INLINE || !step.input().isText();
        String temporary = "\"${TMPDIR:-/tmp}\"/.sluice-" + token;
        if (upload) {
            giveUpUnless("[ \"$u\" = 0 ]", "input", "rm -f " + temporary + "; ");
            giveUpUnless("exec 8<" + temporary, "input", "");
            script.append("rm -f ").append(temporary).append('\n');
        }
        if (step.directory() != null) {
            giveUpUnless("cd -- " + Shell.quote(step.directory()), "directory", "");
        }
        for (Map.Entry<String, String> variable : step.environment().entrySet()) {
            script.append("export ").append(variable.getKey()).append('=');
            script.append(Shell.quote(variable.getValue())).append('\n');
        }
        script.append("unset u\n").append(evaluation(upload)).append('\n');
        Request.Upload content = upload ? new Request.Upload(step.input(), temporary) : null;
        return new StepScript(script.toString(), false, step.success(), content, token);
    }

    private String evaluation(boolean upload) {
        String evaluation = "eval " + Shell.quote(step.script().text());
        if (upload) {
            return evaluation + " <&8 8<&-";
        }
        if (step.input().size() > 0) {
            return "printf %s " + Shell.quote(step.input().text()) + " | ( " + evaluation + " )";
        }
        return evaluation + " </dev/null";
    }

    private void giveUpUnless(String condition, String word, String cleaning) {
        script.append(condition).append(" || { ").append(cleaning);
        script.append("echo ").append(token).append(' ').append(word).append(" >&2; exit ");
        script.append(failureCode()).append("; }\n");
    }

    /** An exit code that does not mean success to this step. */
    private int failureCode() {
        int code = 1;
        while (step.success().contains(code)) {
            code++;
        }
        return code;
    }
}
