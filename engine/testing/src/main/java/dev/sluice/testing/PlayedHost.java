package dev.sluice.testing;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Output;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A host that answers as real programs once did: from transcripts of before its first step, then from those of after. */
final class PlayedHost implements OwnConnector.Host {
    private final List<Transcript> before;
    private final List<Transcript> after;
    private final Set<ShellFact<?>> asked = new LinkedHashSet<>();
    private boolean stepped;

    PlayedHost(List<Transcript> before, List<Transcript> after) {
        this.before = before;
        this.after = after;
    }

    /** Every question that was answered. */
    Set<ShellFact<?>> asked() {
        return Set.copyOf(asked);
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public Answer<?> answer(Fact<?> fact) {
        ShellFact<?> question = (ShellFact<?>) fact;
        Output output = output(stepped ? after : before, question.script().text())
                .orElseThrow(() -> new UnparsableOutputException(
                        fact.describe(),
                        "no transcript answers its script:\n"
                                + question.script().text()));
        asked.add(question);
        return Answer.of(question.parse(output));
    }

    /** A script prints what a transcript says, else nothing; any other step succeeds. */
    @Override
    public StepOutcome<?> perform(Step<?> step) {
        stepped = true;
        if (!(step instanceof Steps.Run run)) {
            return new StepOutcome<>(step, null, null, false, Duration.ZERO);
        }
        Output output = output(before, run.script().text()).orElse(Output.of(0, "", ""));
        String failure = output.succeeded() ? null : "exit code " + output.exitCode() + ": " + output.errorText();
        return new StepOutcome<>(run, output, failure, false, Duration.ZERO);
    }

    @Override
    public boolean waits() {
        stepped = true;
        return false;
    }

    private static Optional<Output> output(List<Transcript> transcripts, String script) {
        return transcripts.stream()
                .filter(transcript -> transcript.answers(script))
                .findFirst()
                .map(Transcript::output);
    }
}
