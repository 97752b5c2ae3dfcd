package dev.sluice.modules.system.command;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.sluice.modules.system.GivenWorld;
import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.spi.Effect;
import dev.sluice.spi.value.Unknown;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandModulesTest {
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-28T12:00:00.123456Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private ModuleTester tester;

    @BeforeEach
    void start() {
        tester = ModuleTester.local(new DirectoryController(directory));
    }

    @Test
    void a_command_registers_what_ansible_registers() {
        Report report = tester.run(command("printf 'a\\nb  \\n\\n\\n'"));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(report.values())
                .contains(
                        entry("rc", 0L),
                        entry("stdout", "a\nb  "),
                        entry("stdout_lines", List.of("a", "b  ")),
                        entry("stderr", ""),
                        entry("stderr_lines", List.of()),
                        entry("msg", ""),
                        entry("start", "2026-03-28 12:00:00.123456"),
                        entry("delta", "0:00:00.000000"));
    }

    @Test
    void words_are_the_programs_own_and_only_variables_and_home_are_replaced() {
        Report report = tester.run(command("echo a  'b c' $HOME \"$NO_SUCH_NAME\" ~/x *.y ; $(z)"));

        String home = System.getenv("HOME");
        assertThat(report.values())
                .containsEntry("stdout", "a b c " + home + " $NO_SUCH_NAME " + home + "/x *.y ; $(z)");
    }

    @Test
    void output_is_unknown_in_a_check_and_names_the_command() {
        Report report = tester.run(command("echo hello"));

        assertThat(report.checked()).containsEntry("stdout", new Unknown("the output of 'echo hello'"));
    }

    @Test
    void a_failing_command_still_registers_its_output() {
        Report report = tester.run(
                task(new ShellModule(clock), shell("echo out; echo err >&2; exit 3", null, false, null, null)));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.values())
                .contains(
                        entry("rc", 3L),
                        entry("stdout", "out"),
                        entry("stderr", "err"),
                        entry("msg", "non-zero return code"));
    }

    @Test
    void what_a_command_creates_is_not_created_again() throws IOException {
        Files.createFile(directory.resolve("done-1"));

        Report report = tester.run(task(new ShellModule(clock), shell("echo x", "done-*", false, null, null)));

        assertThat(report.status()).isEqualTo("ok");
        assertThat(report.values())
                .containsEntry("stdout", "skipped, since done-* exists")
                .containsEntry("msg", "Did not run command since 'done-*' exists");
    }

    @Test
    void a_command_that_creates_what_an_earlier_one_may_have_made_is_undecided() {
        tester.run(
                task(new ShellModule(clock), shell("touch " + directory + "/made", null, false, null, null)),
                task(new ShellModule(clock), shell("echo x", "made", false, null, null)));

        assertThat(tester.last().predicted()).isEqualTo("undecided");
        assertThat(tester.last().status()).isEqualTo("ok");
    }

    @Test
    void a_file_of_an_earlier_task_counts_as_created() throws IOException {
        GivenWorld host = new GivenWorld()
                .with(new PathExists("/etc/made"), "no\n")
                .answering(
                        new FileAt("/etc/made"),
                        new FileStatus(FileKind.ABSENT, "/etc/made", List.of(), Attributes.NONE, ""))
                .answering(
                        new FileAt("/etc"),
                        new FileStatus(FileKind.DIRECTORY, "/etc", List.of(), Attributes.unknown("test"), ""));
        ShellModule.Parameters wish = shell("make", "/etc/made", false, null, List.of());

        assertThat(host.check(new ShellModule(clock), wish).changes()).hasSize(1);
        host.after(FilesPlaced.one("/etc/made", NewFile.file(Attributes.unknown("test"), FileContent.EMPTY)));
        assertThat(host.check(new ShellModule(clock), wish).changes()).isEmpty();
    }

    @Test
    void a_read_only_command_is_known_in_a_check_and_changes_nothing() {
        Report report = tester.runTwice(task(new ShellModule(clock), shell("echo known", null, true, null, null)));

        assertThat(report.status()).isEqualTo("ok");
        assertThat(report.checked()).containsEntry("stdout", "known");
    }

    @Test
    void a_read_only_command_is_unknown_after_a_change_unless_it_evidently_reads_other_files() throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "text");
        Path touched = directory.resolve("touched");

        tester.run(
                task(
                        new ShellModule(clock),
                        shell("echo x >" + touched, null, false, null, List.of(touched.toString()))),
                task(new ShellModule(clock), shell("cat " + other, null, true, null, null)),
                task(new ShellModule(clock), shell("cat " + touched, null, true, null, null)),
                task(new ShellModule(clock), shell("true | true", null, true, null, null)));

        assertThat(tester.reports()).extracting(CommandModulesTest::isUnknown).containsExactly(true, false, true, true);
        assertThat(tester.reports())
                .extracting(report -> report.values().get("stdout"))
                .containsExactly("", "text", "x", "");
    }

    @Test
    void a_read_only_command_that_says_what_it_reads_is_unknown_only_after_a_change_of_that() throws IOException {
        Path read = Files.createDirectory(directory.resolve("read"));
        Files.writeString(read.resolve("file"), "text");
        Path other = directory.resolve("other");

        tester.run(
                writing(other),
                reading("cat read/file | tr a-z A-Z", read.resolve("file")),
                writing(read.resolve("beside")),
                reading("cat read/file | tr a-z A-Z", read.resolve("file")),
                reading("ls read | tr a-z A-Z", read),
                writing(read.resolve("file")),
                reading("cat read/file | tr a-z A-Z", read.resolve("file")),
                reading("echo nothing | tr a-z A-Z"),
                writing(read),
                reading("cat read/file 2>&1 | tr a-z A-Z", read.resolve("file")));

        assertThat(tester.reports())
                .extracting(CommandModulesTest::isUnknown)
                .containsExactly(true, false, true, false, true, true, true, false, true, true);
        assertThat(tester.reports())
                .extracting(report -> report.values().get("stdout"))
                .containsExactly("", "TEXT", "", "TEXT", "BESIDE\nFILE", "", "X", "NOTHING", "", "X");
    }

    @Test
    void what_a_command_reads_is_named_in_full() {
        Report report = tester.run(reading("cat read/file", Path.of("read/file")));

        assertThat(report.message()).startsWith("'reads' takes absolute paths, not 'read/file'");
    }

    @Test
    void a_prediction_replaces_the_unknown() {
        Report report = tester.run(task(
                new ShellModule(clock), shell("echo a; echo b", null, false, Map.of("stdout", "a\nb\n"), List.of())));

        assertThat(report.checked())
                .contains(entry("stdout", "a\nb"), entry("stdout_lines", List.of("a", "b")), entry("rc", 0L));
    }

    @Test
    void a_command_is_suspected_of_what_its_words_name_unless_the_task_says_better() {
        List<Effect> guessed =
                new ShellModule(clock).undecided(shell("rm -rf /srv/old", null, false, null, null), "because");
        List<Effect> declared =
                new ShellModule(clock).undecided(shell("rm -rf /srv/old", null, false, null, List.of()), "because");

        assertThat(new ShellModule(clock).undecided(shell("cat /etc/hosts", null, false, null, null), "because"))
                .as("what only prints alters nothing")
                .isEmpty();
        assertThat(new ShellModule(clock).undecided(shell("echo x >/etc/hosts", null, false, null, null), "because"))
                .isNotEmpty();
        assertThat(guessed).singleElement().asString().contains("/srv/old");
        assertThat(declared).isEmpty();
    }

    @Test
    void a_script_whose_result_is_there_is_skipped() throws IOException {
        Path made = Files.writeString(directory.resolve("made"), "");

        ModuleTester.Report report = tester.run(task(
                new ScriptModule(clock),
                new ScriptModule.Parameters("nosuch.sh", null, null, made.toString(), null, false, null, null, null)));

        assertThat(report.status()).isEqualTo("skipped");
    }

    @Test
    void a_script_of_the_controller_runs_with_its_arguments_and_is_taken_away_again() throws IOException {
        Files.writeString(directory.resolve("my script.sh"), "#!/bin/sh\necho \"$1-$2\"; cd /; ls \"$0\"; exit 4\n");

        Report report = tester.run(task(
                new ScriptModule(clock),
                new ScriptModule.Parameters("'my script.sh' 'a b' c", null, "/", null, null, false, null, null, null)));

        assertThat(report.values()).containsEntry("rc", 4L);
        List<?> lines = (List<?>) report.values().get("stdout_lines");
        assertThat(lines.get(0)).isEqualTo("a b-c");
        assertThat(Path.of(lines.get(1).toString())).doesNotExist();
    }

    @Test
    void raw_keeps_the_output_as_it_came() {
        Report report = tester.run(
                task(new RawModule(clock), new RawModule.Parameters("echo x; echo", null, false, null, null, null)));

        assertThat(report.values()).containsEntry("stdout", "x\n\n").doesNotContainKey("cmd");
    }

    private ModuleTester.Task<?> command(String line) {
        return task(
                new CommandModule(clock),
                new CommandModule.Parameters(
                        line, null, null, null, null, null, true, true, true, false, null, null, null));
    }

    /** An opaque command that puts an x into a file, if it can, and says that it may alter it. */
    private ModuleTester.Task<?> writing(Path file) {
        String line = "test -d " + file + " || echo x >" + file;
        return task(new ShellModule(clock), shell(line, null, false, null, List.of(file.toString())));
    }

    private ModuleTester.Task<?> reading(String line, Path... reads) {
        List<String> paths = Stream.of(reads).map(Path::toString).toList();
        return task(
                new ShellModule(clock),
                new ShellModule.Parameters(
                        line, null, directory.toString(), null, null, null, true, true, paths, null, null));
    }

    private ShellModule.Parameters shell(
            String cmd, String creates, boolean readOnly, Map<String, Object> predict, List<String> touches) {
        return new ShellModule.Parameters(
                cmd, null, directory.toString(), creates, null, null, true, readOnly, null, predict, touches);
    }

    /** Whether it is not known what is printed; of an undecided task nothing is registered. */
    private static boolean isUnknown(Report report) {
        return report.checked().isEmpty() || report.checked().get("stdout") instanceof Unknown;
    }
}
