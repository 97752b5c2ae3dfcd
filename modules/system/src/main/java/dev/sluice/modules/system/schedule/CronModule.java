package dev.sluice.modules.system.schedule;

import dev.sluice.modules.system.accounts.AccountOf;
import dev.sluice.modules.system.files.Removed;
import dev.sluice.modules.system.files.TextFile;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Manages jobs and variables of crontabs, as Ansible's {@code cron}. */
public final class CronModule implements Module<CronModule.Parameters> {
    private static final int FILE_MODE = 0644;

    /** Whether the job is there. */
    enum State {
        ABSENT,
        PRESENT
    }

    /** Nicknames of cron for points in time. */
    enum SpecialTime {
        ANNUALLY,
        DAILY,
        HOURLY,
        MONTHLY,
        REBOOT,
        WEEKLY,
        YEARLY
    }

    @Description(
            value =
                    "Keeps a job, or with `env` a variable, in a user's crontab or in a file of `/etc/cron.d`. A job is known"
                            + " by the comment above it, written as Ansible writes it, so that both manage the same jobs.",
            example = """
                    - cron:
                        name: offsite sync
                        cron_file: offsite-sync
                        user: root
                        minute: "0"
                        hour: "*/6"
                        job: /usr/local/bin/offsite-sync
                    """,
            returns = {"jobs: the names of the jobs in the table", "envs: the names of the variables in the table"},
            refuses = {"backup: the table before is shown as a difference, and is not kept"})
    record Parameters(
            @Parameter(value = "The job's name, or the variable's.", required = true, line = true)
            String name,

            @Parameter(value = "The command line, or the variable's value.", aliases = "value") @Nullable
            String job,

            @Parameter(value = "Whether it is there.", defaultValue = "present")
            State state,

            @Parameter(value = "The minute, 0-59.", defaultValue = "'*'", line = true)
            String minute,

            @Parameter(value = "The hour, 0-23.", defaultValue = "'*'", line = true)
            String hour,

            @Parameter(value = "The day of the month, 1-31.", aliases = "dom", defaultValue = "'*'", line = true)
            String day,

            @Parameter(value = "The month, 1-12.", defaultValue = "'*'", line = true)
            String month,

            @Parameter(
                    value = "The day of the week, 0-6 from Sunday.",
                    aliases = "dow",
                    defaultValue = "'*'",
                    line = true)
            String weekday,

            @Parameter("A nickname instead of the times.") @Nullable
            SpecialTime special_time,

            @Parameter("Whether the line is commented out.") boolean disabled,

            @Parameter(
                    value = "The user whose crontab is managed; with `cron_file`, the user the job runs as.",
                    line = true)
            @Nullable
            String user,

            @Parameter("A file instead of a user's crontab: a name below `/etc/cron.d`, or a path.") @Nullable
            String cron_file,

            @Parameter("Whether this is a variable rather than a job.")
            boolean env,

            @Parameter(value = "With `env`, the variable after which a new one is put.", line = true) @Nullable
            String insertafter,

            @Parameter(value = "With `env`, the variable before which a new one is put.", line = true) @Nullable
            String insertbefore) {}

    @Override
    public String name() {
        return "cron";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        require(wanted);
        if (wanted.cron_file() != null) {
            return inFile(wanted, facts, wanted.cron_file());
        }
        String user = wanted.user() == null ? "" : wanted.user();
        if (!user.isEmpty() && !facts.get(AccountOf.user(user)).exists()) {
            throw new TaskFailure(
                    "no such user: " + user + ", who could have a crontab",
                    "create it with the user module" + " first");
        }
        String read = facts.get(new CrontabOf(user));
        Crontab now = Crontab.parse(read);
        Crontab then = changed(wanted, now);
        if (then.equals(now)) {
            return Plan.unchanged(values(now));
        }
        Change change = Change.of(
                        "the crontab of " + (user.isEmpty() ? facts.user() : user),
                        wanted.name(),
                        "",
                        wanted.state().name().toLowerCase(Locale.ROOT),
                        List.of(replacing(user, read, then.text())),
                        List.of(new CrontabChanged(user, then.text())))
                .withDifference(new Change.Difference("crontab", now.text(), "crontab", then.text()));
        return Plan.changes(List.of(change), values(then));
    }

    /** What somebody else has entered since the table was read is not lost. */
    private static Steps.Run replacing(String user, String before, String after) {
        return Steps.Run.script(
                        """
                        if command -v sha256sum >/dev/null; then
                          s=$(crontab -l{} 2>/dev/null | sha256sum)
                          [ "${s%% *}" = {} ] || { echo 'somebody else has changed the crontab; nothing was done' >&2; exit 1; }
                        fi
                        crontab{} -""", CrontabOf.option(user), Bytes.of(before).checksum("SHA-256"), CrontabOf.option(user))
                .withInput(Bytes.of(after));
    }

    private static Plan inFile(Parameters wanted, Facts facts, String name) {
        if (!name.startsWith("/") && name.contains("/")) {
            throw new TaskFailure(
                    "cron_file: '" + name + "' is neither a name in /etc/cron.d nor an absolute path",
                    "write a name without slashes, or the whole path");
        }
        String path = name.startsWith("/") ? name : "/etc/cron.d/" + name;
        TextFile file = TextFile.read(facts, path);
        Crontab now = Crontab.parse(file.text());
        Crontab then = changed(wanted, now);
        Optional<Change> change = Optional.empty();
        if (file.exists() && then.lines().isEmpty() && wanted.state() == State.ABSENT) {
            change = Optional.of(Change.of(
                    path,
                    "exists",
                    "present",
                    "",
                    List.of(Steps.Run.script("rm -f -- {}", file.path())),
                    List.of(Removed.one(file.path()))));
        } else if (!then.equals(now)) {
            change = Optional.of(file.rewritten(facts, wanted.name(), then.text(), FILE_MODE, null));
        }
        Plan plan = Plan.changes(change.stream().toList(), values(then));
        boolean ignored = path.startsWith("/etc/cron.d/")
                && wanted.state() == State.PRESENT
                && !path.substring("/etc/cron.d/".length()).matches("[A-Za-z0-9_-]+");
        return ignored
                ? plan.withWarning("Debian's cron ignores " + path
                        + ": the name of a file there has only letters, digits, - and _")
                : plan;
    }

    private static void require(Parameters wanted) {
        boolean timed =
                !List.of(wanted.minute(), wanted.hour(), wanted.day(), wanted.month(), wanted.weekday()).stream()
                        .allMatch("*"::equals);
        if (wanted.special_time() != null && timed) {
            throw new TaskFailure(
                    "special_time replaces minute, hour, day, month and weekday", "set either it or those");
        }
        requireFields(wanted);
        CronTimes.require("minute", wanted.minute(), 0, 59);
        CronTimes.require("hour", wanted.hour(), 0, 23);
        CronTimes.require("day", wanted.day(), 1, 31);
        CronTimes.require("month", wanted.month(), 1, 12);
        CronTimes.require("weekday", wanted.weekday(), 0, 7);
        if (wanted.state() == State.PRESENT && wanted.job() == null) {
            throw new TaskFailure(
                    wanted.env()
                            ? "the variable " + wanted.name() + " needs a value"
                            : "the job '" + wanted.name() + "' needs a command (job)");
        }
        if (wanted.job() != null && wanted.job().strip().contains("\n")) {
            throw new TaskFailure(
                    (wanted.env() ? "the variable " + wanted.name() : "the job '" + wanted.name() + "'")
                            + " has several lines, but a crontab takes one",
                    wanted.env() ? "write its value in one line" : "put them into a script");
        }
        if (wanted.cron_file() != null && wanted.user() == null && wanted.state() == State.PRESENT && !wanted.env()) {
            throw new TaskFailure("a job in a cron_file needs a user to run as", "set user, e.g. user: root");
        }
    }

    /** A blank would end a field, and what follows would be another field or the command. */
    private static void requireFields(Parameters wanted) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("minute", wanted.minute());
        fields.put("hour", wanted.hour());
        fields.put("day", wanted.day());
        fields.put("month", wanted.month());
        fields.put("weekday", wanted.weekday());
        if (wanted.user() != null && !wanted.user().isEmpty()) {
            fields.put("user", wanted.user());
        }
        fields.forEach((name, field) -> {
            if (!field.matches("\\S+")) {
                throw new TaskFailure(
                        name + ": '" + field + "' is not one field of a crontab", "write it without blanks");
            }
        });
        if (wanted.env() && !wanted.name().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new TaskFailure(
                    "'" + wanted.name() + "' is not a valid name of a variable", "use letters, digits and _");
        }
    }

    private static Crontab changed(Parameters wanted, Crontab now) {
        boolean present = wanted.state() == State.PRESENT;
        String value = wanted.job() == null ? "" : wanted.job();
        if (wanted.env()) {
            return present
                    ? now.withVariable(
                            wanted.name(),
                            value,
                            Optional.ofNullable(wanted.insertafter()),
                            Optional.ofNullable(wanted.insertbefore()))
                    : now.withoutVariable(wanted.name());
        }
        return present ? now.withJob(wanted.name(), line(wanted, value.strip())) : now.withoutJob(wanted.name());
    }

    private static String line(Parameters wanted, String job) {
        String time = wanted.special_time() == null
                ? String.join(" ", wanted.minute(), wanted.hour(), wanted.day(), wanted.month(), wanted.weekday())
                : "@" + wanted.special_time().name().toLowerCase(Locale.ROOT);
        String user = wanted.cron_file() == null ? "" : wanted.user() + " ";
        return (wanted.disabled() ? "#" : "") + time + " " + user + job;
    }

    private static Map<String, Object> values(Crontab table) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("jobs", table.jobs());
        values.put("envs", table.variables());
        return values;
    }
}
