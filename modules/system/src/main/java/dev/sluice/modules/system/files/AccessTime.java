package dev.sluice.modules.system.files;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.Volatile;
import java.util.Set;

/**
 * When was a file read last? Unlike {@link FileDetails} it reads nothing of the file, so asking does not alter the
 * answer. Prints the seconds since 1970, {@code 1763635440}, or {@code absent}.
 *
 * @param path canonical; a link at the path itself is not followed
 */
public record AccessTime(String path) implements ShellFact<AccessTime.Moment> {
    /**
     * A moment at which a file was read; every reader moves it.
     *
     * @param seconds since 1970; -1 for what does not exist
     */
    public record Moment(@Volatile long seconds) {}

    public AccessTime {
        path = TargetPath.normalize(path);
    }

    @Override
    public Set<Name> names() {
        return Set.of(Name.path(path));
    }

    @Override
    public String describe() {
        return "when " + path + " was read last";
    }

    @Override
    public Script script() {
        return Script.of("""
                f={}
                if [ -e "$f" ] || [ -L "$f" ]; then stat -c %X -- "$f"; else echo absent; fi
                """, path);
    }

    @Override
    public Moment parse(Output output) {
        String text = output.text().strip();
        if (output.succeeded() && text.equals("absent")) {
            return new Moment(-1);
        }
        if (!output.succeeded() || !text.matches("-?\\d{1,18}")) {
            throw new UnparsableOutputException(describe(), "unexpected output of stat: " + text + output.errorText());
        }
        return new Moment(Long.parseLong(text));
    }
}
