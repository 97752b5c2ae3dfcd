package dev.sluice.modules.system.flow;

import dev.sluice.spi.Condition;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import java.util.Set;

/**
 * One look at what {@code wait_for} waits for.
 *
 * @param wanted what is waited for
 */
record WaitLook(WaitForModule.Parameters wanted) implements ShellFact<WaitLook.Seen> {
    /**
     * What a look came to.
     *
     * @param met whether it is there
     * @param text what matched
     * @param complaint the last thing that the programs said about it
     */
    record Seen(boolean met, String text, String complaint) {}

    /**
     * It is there.
     *
     * @param what in words
     */
    record Met(String what) implements Condition<Seen> {
        @Override
        public boolean holds(Seen seen) {
            return seen.met();
        }

        @Override
        public String describe() {
            return what;
        }

        @Override
        public String seen(Seen seen) {
            return seen.complaint();
        }
    }

    @Override
    public Set<Name> names() {
        return Set.of();
    }

    @Override
    public String describe() {
        return WaitCondition.describe(wanted);
    }

    @Override
    public Script script() {
        return WaitCondition.script(wanted);
    }

    @Override
    public Seen parse(Output output) {
        String complaint =
                output.errorText().lines().filter(line -> !line.isBlank()).reduce("", (first, last) -> last);
        return new Seen(output.succeeded(), output.text(), complaint.strip());
    }
}
