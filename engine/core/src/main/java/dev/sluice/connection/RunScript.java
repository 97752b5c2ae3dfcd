package dev.sluice.connection;

import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import java.util.ArrayList;
import java.util.List;
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
    private final List<Script> lines = new ArrayList<>();

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
        if (step.directory() != null && step.directory().indexOf('\0') >= 0) {
            return "a directory with a NUL character in its name cannot exist";
        }
        return step.script().text().indexOf('\0') >= 0 ? "a script cannot contain a NUL character" : null;
    }

    /** Why a shell cannot have these variables; null if it can. */
    static @Nullable String objection(Map<String, String> environment) {
        for (String name : environment.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                return "'" + name + "' is not a valid name of an environment variable; use letters, digits and _";
            }
            if (String.valueOf(environment.get(name)).indexOf('\0') >= 0) {
                return "the environment variable " + name + " has a NUL character in it, which no program can be given";
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
        Script temporary = Script.of("\"${TMPDIR:-/tmp}\"/.sluice-{}", token);
        if (upload) {
            giveUpUnless(Script.of("[ \"$u\" = 0 ]"), "input", Script.of("rm -f {}; ", temporary));
            giveUpUnless(Script.of("exec 8<{}", temporary), "input", Script.of(""));
            lines.add(Script.of("rm -f {}", temporary));
        }
        if (step.directory() != null) {
            giveUpUnless(Script.of("cd -- {}", step.directory()), "directory", Script.of(""));
        }
        step.environment().forEach((name, value) -> lines.add(Script.of("export {}={}", name, value)));
        lines.add(Script.of("unset u"));
        lines.add(evaluation(upload));
        Request.Upload content = upload ? new Request.Upload(step.input(), temporary.text()) : null;
        return new StepScript(Script.join("\n", lines).text() + "\n", false, step.success(), content, token);
    }

    private Script evaluation(boolean upload) {
        Script evaluation = Script.of("eval {}", Script.argument(step.script().text()));
        if (upload) {
            return Script.of("{} <&8 8<&-", evaluation);
        }
        return step.input().size() > 0
                ? Script.of(
                        "printf %s {} | ( {} )", Script.argument(step.input().text()), evaluation)
                : Script.of("{} </dev/null", evaluation);
    }

    private void giveUpUnless(Script condition, String word, Script cleaning) {
        lines.add(Script.of("{} || { {}echo {} {} >&2; exit {}; }", condition, cleaning, token, word, failureCode()));
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
