package dev.sluice.modules.system.flow;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.Set;

/** Whether a shell answers on the target; prints {@code pong}. */
public record ShellAnswers() implements ShellFact<Boolean> {
    @Override
    public Set<Name> names() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "whether a shell answers";
    }

    @Override
    public Script script() {
        return Script.of("echo pong");
    }

    @Override
    public Boolean parse(Output output) {
        if (!output.text().strip().equals("pong")) {
            throw new UnparsableOutputException(describe(), "expected pong, not " + output.text());
        }
        return true;
    }
}
