package dev.sluice.modules.system.files;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.Set;

/**
 * When is a date and time of the target's time zone, in seconds since 1970? Prints {@code 1763635440}.
 *
 * @param time in the form {@code 2026-11-20 10:44:00}
 */
public record LocalTime(String time) implements ShellFact<Long> {
    @Override
    public Set<Name> names() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "the local time " + time;
    }

    @Override
    public Script script() {
        return Script.of("date -d {} +%s", time);
    }

    @Override
    public Long parse(Output output) {
        String seconds = output.text().strip();
        if (!output.succeeded() || !seconds.matches("-?\\d+")) {
            throw new UnparsableOutputException(
                    describe(), "unexpected output of date: " + seconds + output.errorText());
        }
        return Long.valueOf(seconds);
    }
}
