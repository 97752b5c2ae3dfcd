package dev.sluice.testing;

import dev.sluice.spi.Fact;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.value.Answer;

/** A host that is reached through a plain shell. */
record ShellHost(LocalShell shell, String user) implements OwnConnector.Host {
    static ShellHost of(LocalShell shell) {
        return new ShellHost(shell, shell.run("id -un").text().strip());
    }

    @Override
    public Answer<?> answer(Fact<?> fact) {
        ShellFact<?> question = (ShellFact<?>) fact;
        return Answer.of(
                question.parse(shell.run("exec </dev/null\n" + question.script().text())));
    }

    @Override
    public StepOutcome<?> perform(Step<?> step) {
        return shell.perform(step);
    }
}
