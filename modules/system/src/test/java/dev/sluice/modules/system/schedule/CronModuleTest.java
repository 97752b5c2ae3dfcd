package dev.sluice.modules.system.schedule;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.modules.system.GivenWorld;
import dev.sluice.modules.system.accounts.Account;
import dev.sluice.modules.system.accounts.AccountOf;
import dev.sluice.spi.Output;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CronModuleTest {
    @TempDir
    Path directory;

    private Path file;
    private ModuleTester tester;

    @BeforeEach
    void start() {
        file = directory.resolve("jobs");
        tester = ModuleTester.local(new DirectoryController(directory));
    }

    @Test
    void a_job_is_kept_below_a_comment_with_its_name() throws IOException {
        tester.runTwice(cron("snapshots", "/usr/local/bin/snapshot", "0", "*/12", false, CronModule.State.PRESENT));
        tester.runTwice(cron("offsite sync", "/usr/local/bin/offsite", "30", "4", true, CronModule.State.PRESENT));
        tester.runTwice(
                cron("snapshots", "/usr/local/bin/snapshot --all", "5", "*/12", false, CronModule.State.PRESENT));

        assertThat(Files.readString(file)).isEqualTo("""
                        #Ansible: snapshots
                        5 */12 * * * root /usr/local/bin/snapshot --all
                        #Ansible: offsite sync
                        #30 4 * * * root /usr/local/bin/offsite
                        """);
        assertThat(tester.last().values()).containsEntry("jobs", List.of("snapshots", "offsite sync"));
    }

    @Test
    void what_is_written_is_what_ansible_writes() throws IOException {
        Path theirs = directory.resolve("theirs");
        Path programs =
                Files.createDirectory(directory.resolve("bin")); // the module looks for one that it does not use
        Path stand = Files.writeString(programs.resolve("crontab"), "#!/bin/sh\nexit 1\n");
        stand.toFile().setExecutable(true);
        String call = "PATH=" + programs + ":$PATH ansible -i localhost, -c local localhost -m cron -a \"";
        Output output = LocalShell.plain()
                .run("command -v ansible >/dev/null || exit 9; export LC_ALL=C.UTF-8; cd /\n"
                        + call + "name='a job' job='echo 1' minute=5 user=root cron_file=" + theirs + "\" &&\n"
                        + call + "name=daily job='echo 2' special_time=daily user=root cron_file=" + theirs + "\" &&\n"
                        + call + "name=MAILTO env=yes value=ops@example.org user=root cron_file=" + theirs + "\"");
        assumeTrue(output.succeeded(), "needs ansible-core");

        tester.run(cron("a job", "echo 1", "5", "*", false, CronModule.State.PRESENT));
        tester.run(task(
                new CronModule(),
                parameters(
                        "daily",
                        "echo 2",
                        "*",
                        "*",
                        false,
                        CronModule.State.PRESENT,
                        CronModule.SpecialTime.DAILY,
                        false,
                        file.toString(),
                        "root")));
        tester.runTwice(task(
                new CronModule(),
                parameters(
                        "MAILTO",
                        "ops@example.org",
                        "*",
                        "*",
                        false,
                        CronModule.State.PRESENT,
                        null,
                        true,
                        file.toString(),
                        "root")));

        assertThat(Files.readString(file)).isEqualTo(Files.readString(theirs));
    }

    @Test
    void the_last_job_takes_its_file_with_it() {
        tester.run(cron("snapshots", "/usr/local/bin/snapshot", "0", "*", false, CronModule.State.PRESENT));

        tester.runTwice(cron("snapshots", null, "*", "*", false, CronModule.State.ABSENT));

        assertThat(file).doesNotExist();
    }

    @Test
    void a_users_table_is_replaced_as_a_whole_through_crontab() {
        GivenWorld host = new GivenWorld()
                .answering(
                        AccountOf.user("backup"),
                        new Account(true, Answer.of(34L), Answer.of("backup"), Answer.of("/var/backups")))
                .answering(new CrontabOf("backup"), "# mine\n#Ansible: old\n1 * * * * echo old\n");
        CronModule.Parameters wish =
                parameters("old", "echo new", "2", "*", false, CronModule.State.PRESENT, null, false, null, "backup");

        Plan plan = host.check(new CronModule(), wish);

        assertThat(GivenWorld.steps(plan))
                .singleElement()
                .asString()
                .contains("crontab -l -u backup 2>/dev/null | sha256sum")
                .endsWith("crontab -u backup -");
        assertThat(host.get(new CrontabOf("backup"))).isEqualTo("# mine\n#Ansible: old\n2 * * * * echo new\n");
        assertThat(host.check(new CronModule(), wish).changes()).isEmpty();
    }

    @Test
    void a_user_who_is_not_there_has_an_empty_crontab_until_it_is_made_and_no_job_without() {
        Output refused = Output.of(1, "crontab:  user `curator' unknown\n", "");
        assertThat(new CrontabOf("curator").parse(refused)).isEmpty();
        GivenWorld host = new GivenWorld()
                .answering(AccountOf.user("curator"), Account.missing())
                .answering(new CrontabOf("curator"), "");
        CronModule.Parameters wish =
                parameters("new", "echo", "2", "*", false, CronModule.State.PRESENT, null, false, null, "curator");

        assertThatThrownBy(() -> host.check(new CronModule(), wish))
                .isInstanceOf(TaskFailure.class)
                .hasMessageContaining("no such user: curator");
    }

    @Test
    void no_crontab_is_an_empty_one() {
        assertThat(new CrontabOf("root").parse(Output.of(1, "no crontab for root\n", "")))
                .isEmpty();
    }

    @Test
    void a_variable_cannot_be_put_beside_one_that_is_not_there() {
        assertThatThrownBy(() ->
                        Crontab.parse("PATH=/bin\n").withVariable("APP", "/srv", Optional.of("HOME"), Optional.empty()))
                .isInstanceOf(TaskFailure.class)
                .hasMessage("Variable named 'HOME' not found: nothing can be put beside it");
    }

    @Test
    void a_job_in_a_file_needs_a_user() {
        var report = tester.run(task(
                new CronModule(),
                parameters(
                        "x", "echo", "*", "*", false, CronModule.State.PRESENT, null, false, file.toString(), null)));

        assertThat(report.hint()).contains("set user");
    }

    @Test
    void a_field_stays_one_field() throws IOException {
        for (String minute : List.of("* * * * * root touch /tmp/mark #", "", "0 ")) {
            ModuleTester.Report report =
                    tester.run(cron("job", "/bin/true", minute, "*", false, CronModule.State.PRESENT));

            assertThat(report.message()).contains("minute: '" + minute + "' is not one field of a crontab");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void a_time_that_never_comes_is_refused() {
        for (String minute : List.of("61", "0-60", "5,99999", "60/2")) {
            ModuleTester.Report report =
                    tester.run(cron("job", "/bin/true", minute, "*", false, CronModule.State.PRESENT));

            assertThat(report.predicted()).isEqualTo("failed");
            assertThat(report.message()).contains("is not between 0 and 59");
        }
        for (String minute : List.of("*/90", "0-59/7", "1,2,59")) {
            assertThat(tester.run(cron("job", "/bin/true", minute, "*", false, CronModule.State.PRESENT))
                            .status())
                    .isEqualTo("changed");
        }
    }

    @Test
    void bytes_that_are_not_utf_8_stay_when_a_job_is_added() throws IOException {
        byte[] latin = "# L\u00f6schen\r\n7 7 * * * root /bin/true\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, latin);

        tester.runTwice(cron("job", "/bin/false", "9", "*", false, CronModule.State.PRESENT));

        assertThat(Files.readAllBytes(file)).startsWith(latin);
    }

    @Test
    void a_name_in_the_directory_of_cron_does_not_lead_out_of_it() {
        ModuleTester.Report report = tester.run(task(
                new CronModule(),
                parameters(
                        "job",
                        "/bin/true",
                        "0",
                        "*",
                        false,
                        CronModule.State.PRESENT,
                        null,
                        false,
                        "../.." + directory + "/escaped",
                        "root")));

        assertThat(report.message()).contains("is neither a name in /etc/cron.d nor an absolute path");
        assertThat(directory.resolve("escaped")).doesNotExist();
    }

    private ModuleTester.Task<?> cron(
            String name, String job, String minute, String hour, boolean disabled, CronModule.State state) {
        return task(
                new CronModule(),
                parameters(name, job, minute, hour, disabled, state, null, false, file.toString(), "root"));
    }

    private static CronModule.Parameters parameters(
            String name,
            String job,
            String minute,
            String hour,
            boolean disabled,
            CronModule.State state,
            CronModule.SpecialTime special,
            boolean env,
            String file,
            String user) {
        return new CronModule.Parameters(
                name, job, state, minute, hour, "*", "*", "*", special, disabled, user, file, env, null, null);
    }
}
