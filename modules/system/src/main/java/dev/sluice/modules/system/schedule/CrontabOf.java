package dev.sluice.modules.system.schedule;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A user's own crontab, as {@code crontab -l} prints it; empty if there is none, which the program says with
 * {@code no crontab for root} and exit code 1; empty as well for a user who is not there, whom an earlier task may make
 * (Debian's cron: {@code crontab:  user `curator' unknown}).
 *
 * @param user whose; empty for that of the user who asks
 */
public record CrontabOf(String user) implements ShellFact<String> {
    private static final Pattern UNKNOWN_USER = Pattern.compile("user [`'][^']*' unknown");

    @Override
    public Set<Name> names() {
        return Name.programs("crontab", "/var/spool/cron");
    }

    @Override
    public String describe() {
        return "the crontab of " + (user.isEmpty() ? "the user" : user);
    }

    @Override
    public Script script() {
        return Script.of("command -v crontab >/dev/null || exit 127\ncrontab -l{} 2>&1", option(user));
    }

    static Script option(String user) {
        return user.isEmpty() ? Script.of("") : Script.of(" -u {}", user);
    }

    @Override
    public String parse(Output output) {
        if (output.exitCode() == 127) {
            throw new UnparsableOutputException(
                    describe(), "crontab is not installed there; install cron, or use cron_file");
        }
        if (output.succeeded()) {
            return output.text();
        }
        if (output.text().contains("no crontab for")
                || UNKNOWN_USER.matcher(output.text()).find()) {
            return "";
        }
        throw new UnparsableOutputException(describe(), output.text().strip());
    }
}
