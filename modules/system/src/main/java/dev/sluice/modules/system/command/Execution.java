package dev.sluice.modules.system.command;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Output;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Script;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.Words;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One command as a task wants it, whichever module it comes from.
 *
 * @param label the command as a person would write it
 * @param cmd what is registered as {@code cmd}; null for modules that register none
 * @param script the command for a POSIX shell
 * @param input what it reads from standard input
 * @param conditions when it runs at all
 * @param declared what the task says about it beforehand
 * @param strips whether empty lines at the end of the output are left out
 */
record Execution(
        String label,
        @Nullable Object cmd,
        Script script,
        Bytes input,
        Conditions conditions,
        Declared declared,
        boolean strips) {
    private static final int BRIEF = 60;

    /**
     * What the task says about its command beforehand.
     *
     * @param readOnly it alters nothing, so it is asked like a fact
     * @param reads the paths that alter its output when they change; null if the task says nothing
     * @param predict the values that it will register; null if the task says nothing
     * @param touches the names of all that it may alter; null if the task says nothing
     */
    record Declared(
            boolean readOnly,
            @Nullable List<String> reads,
            @Nullable Map<String, Object> predict,
            @Nullable List<String> touches) {}

    /** The output of a command as a noun phrase. */
    static String output(String label) {
        return "the output of '" + brief(label) + "'";
    }

    /** A command line short enough for a message. */
    static String brief(String label) {
        String line = label.strip().replaceAll("\\s*\\n\\s*", "; ");
        return line.length() <= BRIEF ? line : line.substring(0, BRIEF - 3) + "...";
    }

    Plan plan(Facts facts, Clock clock) {
        String reason = conditions.reasonToSkip(facts);
        if (reason != null) {
            return Plan.unchanged(notRun(reason));
        }
        return declared.readOnly() ? read(facts) : run(clock);
    }

    private Plan read(Facts facts) {
        CommandOutput output = new CommandOutput(script.text(), input.text(), label);
        List<String> reads = declared.reads();
        Answer<CommandOutput.Printed> answer =
                reads == null ? facts.ask(output) : facts.ask(DeclaredOutput.of(output, reads));
        CommandOutput.Printed printed = answer.orNull();
        if (printed == null) {
            if (declared.predict() == null) {
                answer.get(); // it may fail, so the task is undecided
            }
            return Plan.unchanged(foreseen());
        }
        Map<String, Object> values = registered(
                printed.rc(), printed.stdout().text(), printed.stderr().text());
        values.put("start", null);
        values.put("end", null);
        values.put("delta", null);
        if (printed.rc() != 0) {
            throw new TaskFailure("non-zero return code", values);
        }
        return Plan.unchanged(values);
    }

    private Plan run(Clock clock) {
        Steps.Run step = Steps.Run.of(script).withInput(input);
        List<Effect> effects = effects("what '" + brief(label) + "' does");
        Change change = Change.of(brief(label), "command", "", "run", List.of(step), effects)
                .withKind(Change.Kind.EVENT);
        return Plan.changes(List.of(change), foreseen())
                .withCompletion(outcomes -> outcomes.of(step)
                        .map(outcome -> completed(outcome, clock))
                        .orElse(Map.of()));
    }

    /** What the command may alter. */
    List<Effect> effects(String reason) {
        List<String> touched = declared.touches();
        boolean evidentlyReads = touched == null && Independence.of(label).evident();
        if (declared.readOnly() || evidentlyReads) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>();
        if (touched == null) {
            names.addAll(Words.of(label));
            names.addAll(conditions.names());
        } else {
            names.addAll(touched);
        }
        return names.isEmpty() ? List.of() : List.of(new SuspectedEffect(names, reason));
    }

    private Map<String, Object> completed(StepOutcome<Output> outcome, Clock clock) {
        Output output = outcome.result() == null ? Output.of(1, "", "") : outcome.result();
        Map<String, Object> values = registered(output.exitCode(), output.text(), output.errorText());
        Timing.of(outcome.duration(), clock).addTo(values);
        return values;
    }

    private Map<String, Object> registered(int exitCode, String stdout, String stderr) {
        Map<String, Object> values = new LinkedHashMap<>();
        putCommand(values);
        values.put("rc", (long) exitCode);
        putText(values, "stdout", stdout);
        putText(values, "stderr", stderr);
        values.put("msg", exitCode == 0 ? "" : "non-zero return code");
        return values;
    }

    private void putCommand(Map<String, Object> values) {
        if (cmd != null) {
            values.put("cmd", cmd);
        }
    }

    private void putText(Map<String, Object> values, String name, String text) {
        String kept = strips ? text.replaceAll("[\\r\\n]+$", "") : text;
        values.put(name, kept);
        values.put(name + "_lines", kept.isEmpty() ? List.of() : kept.lines().toList());
    }

    /** What will be registered as far as the task says it, unknown otherwise. */
    private Map<String, Object> foreseen() {
        Unknown unknown = new Unknown(output(label));
        Map<String, Object> values = new LinkedHashMap<>();
        putCommand(values);
        Map<String, Object> predict = declared.predict();
        for (String name : List.of("rc", "stdout", "stdout_lines", "stderr", "stderr_lines", "msg")) {
            values.put(name, unknown);
        }
        for (String name : List.of("start", "end", "delta")) {
            values.put(name, new Unknown("the time of '" + brief(label) + "'"));
        }
        if (predict != null) {
            values.put("rc", 0L);
            putText(values, "stderr", "");
            values.put("msg", "");
            predict.forEach((name, value) -> foresee(values, name, value));
        }
        return values;
    }

    private void foresee(Map<String, Object> values, String name, @Nullable Object value) {
        if (value instanceof String text && (name.equals("stdout") || name.equals("stderr"))) {
            putText(values, name, text);
        } else if (value != null) {
            values.put(name, value);
            if (name.equals("rc") && value instanceof Number code && code.longValue() != 0) {
                values.put("msg", "non-zero return code");
            }
        }
    }

    private Map<String, Object> notRun(String reason) {
        Map<String, Object> values = registered(0, "skipped, since " + reason, "");
        values.put("msg", "Did not run command since '" + reason.replaceFirst(" (exists|does not exist)$", "' $1"));
        values.put("start", null);
        values.put("end", null);
        values.put("delta", null);
        return values;
    }
}
