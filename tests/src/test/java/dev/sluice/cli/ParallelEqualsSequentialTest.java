package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connection.facts.FactFile;
import dev.sluice.connection.facts.FactFileException;
import dev.sluice.connection.facts.FactStore;
import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.Journal;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.TaskReport;
import dev.sluice.run.Run;
import dev.sluice.spi.value.Answer;
import dev.sluice.state.Cancellation;
import dev.sluice.state.Consent;
import dev.sluice.state.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
 * Random programs of phases on simulated hosts: with one host at a time and with many, the run reports the same, predicts
 * the same, and leaves the same behind.
 */
class ParallelEqualsSequentialTest {
    private static final List<String> HOSTS = List.of("a", "b", "c", "d");
    private static final Path FILES = Path.of("/var/lib");

    private static Path directory = Path.of("");

    /** What a run came to, without what depends on time. */
    private record Result(
            List<Event> check, List<Event> apply, List<Prediction> predictions, Map<String, Answer<?>> state) {}

    @BeforeContainer
    static void recordAHost() throws IOException, FactFileException {
        directory = Files.createTempDirectory("sluice-programs");
        Path runbook = directory.resolve("record.yml");
        Files.writeString(
                runbook,
                "- hosts: localhost\n  gather_facts: false\n  tasks:\n"
                        + Stream.of(0, 1, 2)
                                .flatMap(file -> Stream.of("copy", "lineinfile", "absent", "stat")
                                        .map(kind -> Task.of(kind, file).lines()))
                                .reduce("", String::concat));
        Workspace workspace = new Workspace(arguments(1, "localhost,", "local", runbook));
        Setup setup = workspace.load(Consent.USUAL, List.of(), System.err).orElseThrow();
        FactStore store = new FactStore(workspace.facts(), text -> false);
        try (Run run = new Run(setup, new Cancellation())) {
            run.pass(Mode.CHECK, new Events(Journal.NONE, workspace.redactor(), List.of()));
            for (String host : HOSTS) {
                store.setLogin(host, "root");
                run.observed().stream()
                        .flatMap(observed -> observed.answers().stream())
                        .forEach(each -> store.put(host, "root", each.question().fact(), each.answer(), each.read()));
            }
        } finally {
            setup.connections().close();
        }
        assertThat(store.size()).isPositive();
        FactFile.write(store, directory.resolve("facts.json"));
        Files.writeString(directory.resolve("hosts.yml"), """
                all:
                  hosts: { a: {}, b: {}, c: {}, d: {} }
                  vars:
                    ansible_user: root
                    sandbox_facts: facts.json
                """);
    }

    @AfterContainer
    static void clean() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED, afterFailure = AfterFailureMode.SAMPLE_FIRST)
    void whatIsDoneAtTheSameTimeComesToTheSame(@ForAll("programs") Program program) throws Exception {
        Files.writeString(directory.resolve("site.yml"), program.text());

        Result sequential = run(1);
        Result parallel = run(16);

        assertThat(parallel.check()).isEqualTo(sequential.check());
        assertThat(parallel.apply()).isEqualTo(sequential.apply());
        assertThat(parallel.predictions()).isEqualTo(sequential.predictions());
        assertThat(parallel.state()).isEqualTo(sequential.state());
    }

    private Result run(int forks) throws IOException, FactFileException {
        Path state = directory.resolve("state.json");
        Files.deleteIfExists(state);
        RunArguments arguments =
                arguments(forks, directory.resolve("hosts.yml").toString(), "sandbox", directory.resolve("site.yml"));
        arguments.extraVariables.add("sandbox_state=" + state);
        Workspace workspace = new Workspace(arguments);
        Setup setup = workspace.load(Consent.USUAL, List.of(), System.err).orElseThrow();
        List<Event> check = new ArrayList<>();
        List<Event> apply = new ArrayList<>();
        List<Prediction> predictions;
        try (Run run = new Run(setup, new Cancellation())) {
            run.pass(Mode.CHECK, events(workspace, check));
            run.pass(Mode.APPLY, events(workspace, apply));
            predictions = run.predictions();
        } finally {
            setup.connections().close();
        }
        return new Result(check, apply, predictions, state(workspace, state));
    }

    private static Events events(Workspace workspace, List<Event> told) {
        return new Events(Journal.NONE, workspace.redactor(), List.of(event -> told.add(timeless(event))));
    }

    private static Event timeless(Event event) {
        if (event instanceof Event.TaskFinished finished) {
            return new Event.TaskFinished(finished.task(), finished.target(), timeless(finished.report()));
        }
        if (event instanceof Event.StepFinished finished) {
            return new Event.StepFinished(
                    finished.step(), finished.result(), finished.failure(), finished.simulated(), Duration.ZERO);
        }
        return event;
    }

    private static TaskReport timeless(TaskReport report) {
        return report.withDuration(Duration.ZERO)
                .withSteps(report.steps().stream()
                        .map(step -> new dev.sluice.journal.StepReport(
                                step.kind(), step.description(), step.result(), step.failure(), Duration.ZERO))
                        .toList());
    }

    private static Map<String, Answer<?>> state(Workspace workspace, Path file) throws FactFileException {
        Map<String, Answer<?>> answers = new TreeMap<>();
        if (Files.exists(file)) {
            FactStore store = FactFile.read(file, workspace.facts(), text -> false);
            for (String target : store.targets()) {
                for (FactStore.Asked asked : store.questions(target)) {
                    Optional<? extends FactStore.Recorded<?>> recorded = store.find(target, asked.user(), asked.fact());
                    answers.put(target + " " + asked, recorded.orElseThrow().answer());
                }
            }
        }
        return answers;
    }

    private static RunArguments arguments(int forks, String inventory, String connection, Path runbook) {
        RunArguments arguments = new RunArguments();
        arguments.forks = forks;
        arguments.inventories.add(inventory);
        arguments.connection = connection;
        arguments.runbooks.add(runbook);
        return arguments;
    }

    /** A module call on one of three files, with some keywords. */
    private record Task(Map<String, String> entries) {
        static Task of(String kind, int file) {
            String path = FILES.resolve("sluice-test-" + file).toString();
            Map<String, String> entries = new LinkedHashMap<>();
            switch (kind) {
                case "copy" ->
                    entries.put("copy", "{ dest: " + path + ", content: \"{{ v | default('x') }}\\n\", mode: '0644' }");
                case "lineinfile" ->
                    entries.put("lineinfile", "{ path: " + path + ", line: 'l" + file + "', create: true }");
                case "absent" -> entries.put("file", "{ path: " + path + ", state: absent }");
                case "stat" -> {
                    entries.put("stat", "{ path: " + path + " }");
                    entries.put("register", "r");
                }
                case "set" ->
                    entries.put(
                            "set_fact", "{ v: \"{{ (r | default({})).stat | default('none') | string | length }}\" }");
                case "opaque" -> {
                    entries.put("command", "produce " + path);
                    entries.put("register", "r");
                }
                case "fail" -> {
                    entries.put("fail", "{ msg: enough }");
                    entries.put("when", "inventory_hostname == '" + HOSTS.get(file) + "'");
                }
                default -> entries.put("debug", "{ msg: \"{{ v | default('none') }} {{ ansible_play_hosts }}\" }");
            }
            return new Task(entries);
        }

        Task with(String keyword, String value) {
            Map<String, String> more = new LinkedHashMap<>(entries);
            more.put(keyword, value);
            return new Task(more);
        }

        /**
         * Without what leads to other hosts: a phase with the strategy {@code free} promises no order among its hosts, so
         * which of them are still in the play when one of them asks is not defined.
         */
        Task alone() {
            Map<String, String> fewer = new LinkedHashMap<>(entries);
            fewer.keySet().removeAll(List.of("delegate_to", "vars"));
            fewer.computeIfPresent("debug", (module, message) -> "{ msg: \"{{ v | default('none') }}\" }");
            return new Task(fewer);
        }

        String lines() {
            StringBuilder text = new StringBuilder();
            entries.forEach((name, value) -> text.append(text.isEmpty() ? "    - " : "      ")
                    .append(name)
                    .append(": ")
                    .append(value)
                    .append('\n'));
            return text.toString();
        }
    }

    private record Phase(List<String> hosts, List<Integer> needs, boolean explicit, String keywords, List<Task> tasks) {
        String text(int number) {
            List<String> needed = needs.stream()
                    .filter(need -> need < number)
                    .map(need -> "p" + need)
                    .toList();
            return "- id: p" + number + "\n  hosts: [" + String.join(", ", hosts) + "]\n  gather_facts: false\n"
                    + (explicit ? "  needs: " + needed + "\n" : "")
                    + keywords
                    + "  handlers:\n    - name: after\n      lineinfile: { path: " + FILES.resolve("sluice-test-0")
                    + ", line: handled, create: true }\n  tasks:\n"
                    + tasks.stream()
                            .map(task -> keywords.contains("free") ? task.alone() : task)
                            .map(Task::lines)
                            .reduce("", String::concat);
        }
    }

    /** A runbook. */
    record Program(List<Phase> phases) {
        String text() {
            return IntStream.range(0, phases.size())
                    .mapToObj(number -> phases.get(number).text(number))
                    .reduce("", String::concat);
        }

        @Override
        public String toString() {
            return "\n" + text();
        }
    }

    @Provide
    Arbitrary<Program> programs() {
        Arbitrary<Task> plain = Combinators.combine(
                        Arbitraries.of(
                                "copy",
                                "copy",
                                "lineinfile",
                                "lineinfile",
                                "absent",
                                "stat",
                                "set",
                                "opaque",
                                "fail",
                                "debug"),
                        Arbitraries.integers().between(0, 2))
                .as(Task::of);
        Arbitrary<List<String>> extra = Arbitraries.of(
                List.of("notify", "after"),
                List.of("ignore_errors", "true"),
                List.of("run_once", "true"),
                List.of("throttle", "1"),
                List.of("delegate_to", "d"),
                List.of("vars", "{ v: \"{{ hostvars['c'].v | default('unset') }}\" }"));
        Arbitrary<Task> task = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, plain),
                net.jqwik.api.Tuple.of(
                        1, Combinators.combine(plain, extra).as((each, more) -> each.with(more.get(0), more.get(1)))));
        Arbitrary<String> keywords = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just("")),
                net.jqwik.api.Tuple.of(
                        4,
                        Arbitraries.of(
                                "  strategy: free\n",
                                "  serial: 1\n",
                                "  any_errors_fatal: true\n",
                                "  max_fail_percentage: 30\n",
                                "  force_handlers: true\n")));
        Arbitrary<Phase> phase = Combinators.combine(
                        Arbitraries.of(HOSTS).set().ofMinSize(1).ofMaxSize(2).map(List::copyOf),
                        Arbitraries.integers().between(0, 4).set().ofMaxSize(2).map(List::copyOf),
                        Arbitraries.frequency(net.jqwik.api.Tuple.of(5, true), net.jqwik.api.Tuple.of(1, false)),
                        keywords,
                        task.list().ofMinSize(1).ofMaxSize(4))
                .as(Phase::new);
        return phase.list().ofMinSize(2).ofMaxSize(6).map(Program::new);
    }
}
