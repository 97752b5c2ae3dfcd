package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.Journal;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Prediction;
import dev.sluice.run.Run;
import dev.sluice.state.Cancellation;
import dev.sluice.state.Consent;
import dev.sluice.state.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random programs of files on one real host: where the changes of several tasks travel together, the run reports the same,
 * registers the same, and leaves the same behind as where each task goes alone.
 */
class BundledEqualsSingleTest {
    private static Path directory = Path.of("");
    private static long savedRoundTrips;

    @BeforeContainer
    static void begin() throws IOException {
        directory = Files.createTempDirectory("sluice-bundles");
    }

    @AfterContainer
    static void end() throws IOException {
        remove(directory);
        assertThat(savedRoundTrips).as("round trips that were saved").isPositive();
    }

    /** What a run came to, without what depends on time. */
    private record Result(List<String> tasks, List<String> predictions, Map<String, String> files, long roundTrips) {}

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED, afterFailure = AfterFailureMode.SAMPLE_FIRST)
    void whatTravelsTogetherComesToTheSame(@ForAll("programs") Program program) throws Exception {
        Result single = run(program.text("    - meta: noop\n"));
        Result bundled = run(program.text("    # meta: noop\n"));

        assertThat(bundled.tasks()).isEqualTo(single.tasks());
        assertThat(bundled.files()).isEqualTo(single.files());
        assertThat(bundled.predictions()).isEqualTo(single.predictions());
        savedRoundTrips += single.roundTrips() - bundled.roundTrips();
    }

    private static Result run(String text) throws IOException {
        Path files = directory.resolve("files");
        remove(files);
        Files.createDirectories(files);
        Files.writeString(directory.resolve("site.yml"), text);
        RunArguments arguments = new RunArguments();
        arguments.inventories.add("localhost,");
        arguments.connection = "local";
        arguments.runbooks.add(directory.resolve("site.yml"));
        Workspace workspace = new Workspace(arguments);
        Setup setup = workspace.load(Consent.USUAL, List.of(), System.err).orElseThrow();
        List<String> told = new ArrayList<>();
        try (Run run = new Run(setup, new Cancellation())) {
            run.pass(Mode.CHECK, new Events(Journal.NONE, workspace.redactor(), List.of()));
            run.pass(Mode.APPLY, new Events(Journal.NONE, workspace.redactor(), List.of(event -> tell(event, told))));
            List<String> predictions = run.predictions().stream()
                    .filter(prediction -> !prediction.task().module().equals("meta"))
                    .map(BundledEqualsSingleTest::text)
                    .toList();
            return new Result(told, predictions, tree(files), run.roundTrips());
        } finally {
            setup.connections().close();
        }
    }

    private static String text(Prediction prediction) {
        return prediction.toString().replaceAll("id=[^,]*, ", "").replaceAll("place=[^,]*, ", "");
    }

    private static void tell(Event event, List<String> told) {
        if (event instanceof Event.TaskFinished finished
                && !finished.task().module().equals("meta")) {
            told.add(finished.task().name() + " "
                    + finished.report()
                            .toString()
                            .replaceAll("duration=PT[^,\\]]*", "duration=?")
                            .replaceAll("sluice-link-[0-9]+", "sluice-link-?")
                            .replaceAll("[-0-9]{10}@[0-9:]{8}", "TIME")
                            .replaceAll("(mtime|ctime|atime|inode|ino|version)=[-0-9.E]+", "$1=?")
                            .replaceAll("(start|end|delta)=[-0-9:. ]+", "$1=?"));
        }
    }

    /** Kind, mode, and content or target of everything below a directory. */
    private static Map<String, String> tree(Path top) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : paths.toList()) {
                String mode = Files.isSymbolicLink(path)
                        ? ""
                        : PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
                String content = Files.isSymbolicLink(path)
                        ? "-> " + Files.readSymbolicLink(path)
                        : Files.isRegularFile(path) ? Files.readString(path) : "directory";
                String name = top.relativize(path).toString().replaceAll("[-0-9]{10}@[0-9:]{8}", "TIME");
                tree.put(name, mode + " " + content);
            }
        }
        return tree;
    }

    private static void remove(Path top) throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Tasks of which some follow from others. */
    record Program(List<String> tasks) {
        /** @param between what stands between two tasks */
        String text(String between) {
            StringBuilder text = new StringBuilder("- hosts: all\n  gather_facts: false\n  vars: { d: " + directory
                    + "/files, r: { changed: false } }\n  handlers:\n    - name: after\n      copy: { dest: \"{{ d }}/handled\", content: x }\n"
                    + "  tasks:\n");
            int number = 0;
            for (String task : tasks) {
                text.append("    - name: t")
                        .append(number++)
                        .append('\n')
                        .append(task)
                        .append(between);
            }
            return text.toString();
        }

        @Override
        public String toString() {
            return "\n" + text("");
        }
    }

    @Provide
    Arbitrary<Program> programs() {
        Arbitrary<String> path = Arbitraries.of("a", "b", "sub", "sub/a", "sub/b", "link");
        Arbitrary<String> module = Combinators.combine(
                        Arbitraries.of(
                                "copy: { dest: \"{{ d }}/PATH\", content: \"one\\ntwo\\n\", mode: '0640' }",
                                "copy: { dest: \"{{ d }}/PATH\", content: \"{{ r.changed | default('none') }}\\n\" }",
                                "lineinfile: { path: \"{{ d }}/PATH\", line: three, create: true }",
                                "lineinfile: { path: \"{{ d }}/PATH\", regexp: '^t', line: four }",
                                "replace: { path: \"{{ d }}/PATH\", regexp: one, replace: five }",
                                "blockinfile: { path: \"{{ d }}/PATH\", block: six, create: true, mode: '0600' }",
                                "file: { path: \"{{ d }}/PATH\", state: directory, mode: '0750' }",
                                "file: { path: \"{{ d }}/PATH\", state: absent }",
                                "file: { path: \"{{ d }}/PATH\", state: touch, access_time: preserve,"
                                        + " modification_time: preserve }",
                                "file: { path: \"{{ d }}/PATH\", mode: '0700' }",
                                "file: { path: \"{{ d }}/PATH\", src: a, state: link, force: true }",
                                "stat: { path: \"{{ d }}/PATH\" }",
                                "slurp: { src: \"{{ d }}/PATH\" }",
                                "find: { paths: \"{{ d }}\", recurse: true }",
                                "command: { cmd: echo x, creates: \"{{ d }}/PATH\" }",
                                "copy: { dest: \"{{ d }}/PATH\", src: \"{{ d }}/a\" }",
                                "template: { dest: \"{{ d }}/PATH\", src: \"{{ d }}/b\", mode: '0644' }",
                                "copy: { dest: \"{{ d }}/sub/a\","
                                        + " content: \"{{ lookup('file', d + '/PATH', errors='ignore') }}\" }",
                                "copy: { dest: \"{{ d }}/b\", content: \"{{ (d + '/PATH') is exists }}\" }",
                                "copy: { dest: \"{{ d }}/a\","
                                        + " content: \"{{ hostvars[inventory_hostname].r.changed | default('PATH') }}\" }",
                                "copy: { dest: \"{{ d }}/b\", content: \"{{ hostvars.localhost.v | default('PATH') }}\" }",
                                "lineinfile: { path: \"{{ d }}/PATH\", line: kept, backup: true }",
                                "copy: { dest: \"{{ d }}/PATH\", content: \"PATH {{ v | default(0) }}\", backup: true }",
                                "set_fact: { v: PATH }",
                                "set_fact: { v: \"{{ r.changed | default('unset') }}\" }",
                                "debug: { msg: \"{{ v | default(1) }} {{ r.changed | default(2) }} PATH\" }",
                                "assert: { that: (r.changed | default(true)) }"),
                        path)
                .as((text, where) -> "      " + text.replace("PATH", where) + "\n");
        Arbitrary<String> keyword = Arbitraries.of(
                "",
                "",
                "",
                "",
                "",
                "      register: r\n",
                "      register: r\n",
                "      ignore_errors: true\n",
                "      ignore_errors: true\n",
                "      when: r is changed\n",
                "      when: r is not changed\n",
                "      when: (d + '/a') is exists\n",
                "      when: hostvars[inventory_hostname].v is defined\n",
                "      changed_when: false\n",
                "      notify: after\n",
                "      loop: [1, 2]\n");
        return Combinators.combine(module, keyword)
                .as(String::concat)
                .list()
                .ofMinSize(2)
                .ofMaxSize(12)
                .map(Program::new);
    }
}
