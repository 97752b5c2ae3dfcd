package dev.sluice.modules.storage.exports;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.Set;

/**
 * Whether the target can resolve a host's name. The script prints {@code yes} or {@code no}.
 *
 * @param host the name
 */
public record HostResolves(String host) implements ShellFact<Boolean> {
    @Override
    public Set<Name> names() {
        return Set.of(new Name("host", host), Name.path("/etc/hosts"), Name.path("/etc/resolv.conf"));
    }

    @Override
    public String describe() {
        return "whether '" + host + "' resolves";
    }

    @Override
    public Script script() {
        return Script.of("if timeout 20 getent ahosts {} >/dev/null; then echo yes; else echo no; fi", host);
    }

    @Override
    public Boolean parse(Output output) {
        return switch (output.text().strip()) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new UnparsableOutputException(describe(), "expected yes or no but got: " + output.text());
        };
    }
}
