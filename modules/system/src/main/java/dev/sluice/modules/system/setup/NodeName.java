package dev.sluice.modules.system.setup;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.Set;

/** The name that the kernel has for the host; prints {@code pve1}. */
public record NodeName() implements ShellFact<String> {
    @Override
    public Set<Name> names() {
        return Name.programs("hostname", "hostnamectl");
    }

    @Override
    public String describe() {
        return "the host's name";
    }

    @Override
    public Script script() {
        return Script.of("uname -n");
    }

    @Override
    public String parse(Output output) {
        String name = output.text().strip();
        if (!output.succeeded() || name.isEmpty()) {
            throw new UnparsableOutputException(describe(), "uname -n printed nothing: " + output.errorText());
        }
        return name;
    }
}
