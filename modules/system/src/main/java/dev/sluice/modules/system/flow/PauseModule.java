package dev.sluice.modules.system.flow;

import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Protocol;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Waits for a time, as Ansible's {@code pause}. */
public final class PauseModule implements Module<PauseModule.Parameters> {
    private static final long MINUTE = 60;

    @Description(
            value =
                    "Waits for a time in an apply. A pause without a time would wait for a person; runs have no terminal"
                            + " to ask at, so it is passed with a warning, as Ansible does without a terminal. Use a `gate` for"
                            + " an approval.",
            example = "- pause: seconds=30",
            returns = {"delta: how many seconds it waits", "stdout: the same in words", "user_input: always empty"})
    record Parameters(
            @Parameter("How long, in seconds.") @Nullable Double seconds,
            @Parameter("How long, in minutes.") @Nullable Double minutes,
            @Parameter("What to say.") @Nullable String prompt,

            @Parameter(value = "Accepted for compatibility with Ansible; nothing is typed.", defaultValue = "true")
            boolean echo) {}

    @Override
    public String name() {
        return "pause";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Set<Protocol> needs() {
        return Set.of();
    }

    @Override
    public boolean altersNothing() {
        return true;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        boolean timed = wanted.seconds() != null || wanted.minutes() != null;
        double length = Math.max(0, timed ? seconds(wanted) : 0);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("delta", (long) length);
        values.put("rc", 0L);
        values.put("stdout", timed ? inWords(wanted, length) : "");
        values.put("stderr", "");
        values.put("user_input", "");
        values.put("echo", wanted.echo());
        if (!timed) {
            return Plan.unchanged(values)
                    .withWarning("the prompt is skipped" + (wanted.prompt() == null ? "" : " '" + wanted.prompt() + "'")
                            + ", because a run never waits for a terminal; use a gate for an approval");
        }
        Steps.Sleep sleep = new Steps.Sleep(Duration.ofMillis(Math.round(length * 1000)));
        Change wait = Change.of("time", "passes", "", inWords(wanted, length), List.of(sleep), List.of())
                .withKind(Change.Kind.WAIT);
        return Plan.changes(List.of(wait), values);
    }

    private static double seconds(Parameters wanted) {
        double minutes = wanted.minutes() == null ? 0 : wanted.minutes();
        return minutes * MINUTE + (wanted.seconds() == null ? 0 : wanted.seconds());
    }

    private static String inWords(Parameters wanted, double length) {
        boolean inMinutes = wanted.minutes() != null;
        return String.format(
                Locale.ROOT,
                "Paused for %s %s",
                inMinutes ? Math.round(length / MINUTE * 100) / 100.0 : length,
                inMinutes ? "minutes" : "seconds");
    }
}
