package dev.sluice.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.BatchedFact;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.Session.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session through a shell promises, with every POSIX shell that is installed. */
@ParameterizedClass
@MethodSource("shells")
class ShellSessionTest {
    private final String shell;
    private ShellUnderTest launcher;
    private ShellSession session;

    @TempDir
    Path programs;

    @TempDir
    Path directory;

    ShellSessionTest(String shell) {
        this.shell = shell;
    }

    static List<String> shells() {
        return ShellUnderTest.installed();
    }

    @BeforeEach
    void open() throws Exception {
        launcher = ShellUnderTest.of(shell, programs);
        session = launcher.open();
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        launcher.remove();
    }

    private Output answer(Map<Fact<?>, Reading> readings, Fact<?> fact) {
        assertThat(readings.get(fact)).isInstanceOf(Reading.Answered.class);
        return (Output) ((Reading.Answered) readings.get(fact)).answer().get();
    }

    private String broken(Map<Fact<?>, Reading> readings, Fact<?> fact) {
        assertThat(readings.get(fact)).isInstanceOf(Reading.Broken.class);
        return ((Reading.Broken) readings.get(fact)).message();
    }

    @Test
    void asksManyQuestionsInOneRoundTrip() throws Exception {
        List<Fact<?>> questions = new ArrayList<>();
        for (int index = 0; index < 100; index++) {
            questions.add(new Said("echo out " + index + "; echo err " + index + " >&2; exit " + index));
        }
        long before = session.roundTrips();

        Map<Fact<?>, Reading> readings = session.read(questions);

        assertThat(session.roundTrips() - before).isEqualTo(1);
        for (int index = 0; index < 100; index++) {
            assertThat(answer(readings, questions.get(index)))
                    .isEqualTo(Output.of(index, "out " + index + "\n", "err " + index + "\n"));
        }
    }

    @Test
    void noQuestionSpoilsAnother() throws Exception {
        Fact<?> syntaxError = new Said("if then");
        Fact<?> changesDirectory = new Said("cd /; x=1; set -e; exec 1>/dev/null");
        Fact<?> readsInput = new Said("cat; echo end");
        Fact<?> last = new Said("echo \"[$x]\"");

        Map<Fact<?>, Reading> readings = session.read(List.of(syntaxError, changesDirectory, readsInput, last));

        assertThat(answer(readings, syntaxError).succeeded()).isFalse();
        assertThat(answer(readings, readsInput).text()).isEqualTo("end\n");
        assertThat(answer(readings, last).text()).isEqualTo("[]\n");
    }

    @Test
    void asksWithTheVariablesOfATask() throws Exception {
        Fact<?> question = new Said("echo \"[$PLACE]\"");

        assertThat(answer(session.read(List.of(question), Map.of("PLACE", "it's here")), question)
                        .text())
                .isEqualTo("[it's here]\n");
        assertThat(answer(session.read(List.of(question)), question).text()).isEqualTo("[]\n");
        assertThat(session.read(List.of(question), Map.of("NO NAME", "x")).get(question))
                .isInstanceOfSatisfying(
                        Reading.Broken.class,
                        broken -> assertThat(broken.message()).contains("'NO NAME' is not a valid name"));
    }

    @Test
    void passesEveryByte() throws Exception {
        byte[] content = new byte[256 * 1024];
        RandomGenerator.of("L64X128MixRandom").nextBytes(content);
        Path file = Files.write(directory.resolve("bytes"), content);
        Fact<?> question = new Said("cat " + file);
        Fact<?> both = new Said("printf 'a\\000b\\377'; printf 'c\\000\\200' >&2");

        Map<Fact<?>, Reading> readings = session.read(List.of(question, both));

        assertThat(answer(readings, question).stdout()).isEqualTo(Bytes.of(content));
        assertThat(answer(readings, both).stdout()).isEqualTo(Bytes.of(new byte[] {'a', 0, 'b', (byte) 0xff}));
        assertThat(answer(readings, both).stderr()).isEqualTo(Bytes.of(new byte[] {'c', 0, (byte) 0x80}));
    }

    @Test
    void aQuestionThatHangsBreaksOnlyItself() throws Exception {
        session.close();
        session = launcher.open(Duration.ofMillis(500));
        Fact<?> before = new Said("echo before");
        Fact<?> hanging = new Said("sleep 1000 | sleep 1000");
        Fact<?> after = new Said("echo after");

        Map<Fact<?>, Reading> readings = session.read(List.of(before, hanging, after));

        assertThat(answer(readings, before).text()).isEqualTo("before\n");
        assertThat(broken(readings, hanging)).contains("no answer within");
        assertThat(answer(readings, after).text()).isEqualTo("after\n");
    }

    @Test
    void aQuestionThatFloodsBreaksOnlyItself() throws Exception {
        Fact<?> flooding = new Said("cat /dev/zero");
        Fact<?> after = new Said("echo after");

        Map<Fact<?>, Reading> readings = session.read(List.of(flooding, after));

        assertThat(broken(readings, flooding)).contains("more than 16 MiB");
        assertThat(answer(readings, after).text()).isEqualTo("after\n");
    }

    @Test
    void aQuestionThatKillsItsShellBreaksOnlyItself() throws Exception {
        Fact<?> killing = new Said("kill -9 $$");
        Fact<?> after = new Said("echo after");

        Map<Fact<?>, Reading> readings = session.read(List.of(killing, after));

        assertThat(broken(readings, killing)).contains("instead of answering");
        assertThat(answer(readings, after).text()).isEqualTo("after\n");
    }

    private StepOutcome<?> run(Steps.Run step) throws Exception {
        return session.perform(step, OnItsOwn.STEP);
    }

    @Test
    void runsAStepWithInputDirectoryAndEnvironment() throws Exception {
        Steps.Run step = new Steps.Run(
                Script.of("cat; pwd; echo \"$WORD\"; exit 3"),
                Bytes.of("it's $input\n"),
                directory.toString(),
                Map.of("WORD", "two words"),
                Set.of(0, 3),
                Duration.ofMinutes(1),
                false);

        StepOutcome<?> outcome = run(step);

        assertThat(outcome.failure()).isNull();
        assertThat(OnItsOwn.output(outcome))
                .isEqualTo(Output.of(3, "it's $input\n" + directory.toRealPath() + "\ntwo words\n", ""));
    }

    @Test
    void givesInputOfAnySizeAndKind() throws Exception {
        byte[] content = new byte[3 * 1024 * 1024 + 17];
        RandomGenerator.of("L64X128MixRandom").nextBytes(content);
        Bytes input = Bytes.of(content);

        StepOutcome<?> outcome = run(Steps.Run.script("sha256sum").withInput(input));

        assertThat(OnItsOwn.output(outcome).text()).startsWith(input.checksum("SHA-256"));
    }

    @Test
    void aFailedStepSaysWhy() throws Exception {
        assertThat(run(Steps.Run.script("echo out; echo 'no such volume' >&2; exit 5"))
                        .failure())
                .isEqualTo("exit code 5: no such volume");
        assertThat(run(new Steps.Run(
                                Script.of("true"), Bytes.EMPTY, "/no/such", Map.of(), Set.of(0), Steps.LIMIT, false))
                        .failure())
                .startsWith("cannot change to the directory /no/such");
        assertThat(OnItsOwn.output(run(Steps.Run.script("kill -9 $$"))).exitCode())
                .isEqualTo(137);
    }

    @Test
    void aStepThatTakesTooLongIsEnded() throws Exception {
        StepOutcome<?> outcome =
                run(Steps.Run.script("echo started; sleep 1000").withLimit(Duration.ofMillis(500)));

        assertThat(outcome.failure()).contains("did not finish within");
        assertThat(OnItsOwn.output(outcome).text()).isEqualTo("started\n");
        assertThat(OnItsOwn.output(run(Steps.Run.script("echo next"))).text()).isEqualTo("next\n");
    }

    @Test
    void aRunningStepCanBeInterrupted() throws Exception {
        Path started = directory.resolve("started");
        CompletableFuture<StepOutcome<?>> running = CompletableFuture.supplyAsync(() -> {
            try {
                return run(Steps.Run.of(Script.ofUser("echo > " + started + "; trap '' TERM; sleep 1000")));
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        while (!Files.exists(started)) {
            Thread.onSpinWait();
        }

        session.interrupt();

        assertThat(running.join().failure()).isEqualTo("interrupted");
        assertThat(OnItsOwn.output(run(Steps.Run.script("echo next"))).text()).isEqualTo("next\n");
    }

    @Test
    void whatAStepLeavesInTheBackgroundDoesNotPrintIntoLaterAnswers() throws Exception {
        Path go = directory.resolve("go");
        Path gone = directory.resolve("gone");
        run(Steps.Run.of(Script.ofUser("{ " + await(go) + "; echo noise; echo > " + gone + "; } &")));

        Fact<?> question = new Said("echo > " + go + "; " + await(gone) + "; echo answer");

        assertThat(answer(session.read(List.of(question)), question).text()).isEqualTo("answer\n");
    }

    /** Shell text that waits for a file, or for the end of the test that made its directory. */
    private static String await(Path file) {
        return "until [ -e " + file + " ] || ! [ -d " + file.getParent() + " ]; do sleep 0.05; done";
    }

    @Test
    void manyStepsThatLeaveSomethingInTheBackgroundAreNoTrouble() throws Exception {
        Path go = directory.resolve("go");
        for (int index = 0; index < 6; index++) {
            assertThat(OnItsOwn.output(run(Steps.Run.of(Script.ofUser("{ " + await(go) + "; } & echo " + index))))
                            .text())
                    .isEqualTo(index + "\n");
        }
        Files.createFile(go);
    }

    @Test
    void aStepThatPrintsTooMuchIsCutAndNotEnded() throws Exception {
        StepOutcome<?> outcome =
                run(Steps.Run.script("dd if=/dev/zero bs=1048576 count=40 2>/dev/null; echo done >&2"));

        assertThat(outcome.failure()).isNull();
        assertThat(OnItsOwn.output(outcome).stdout().size()).isBetween(BoundedOutput.LIMIT, BoundedOutput.LIMIT + 100);
        assertThat(OnItsOwn.output(outcome).errorText()).isEqualTo("done\n");
    }

    @Test
    void tellsHowMuchOfABigFileIsTransferred() throws Exception {
        byte[] content = new byte[3 * 1024 * 1024 + 1];
        Path file = directory.resolve("big");
        Recorder sent = new Recorder();
        Recorder received = new Recorder();

        session.perform(
                new Steps.Write(file.toString(), Bytes.of(content), null, null, null, null, null),
                new OnItsOwn(List.of(), sent));
        StepOutcome<?> fetched = session.perform(
                new Steps.Fetch(file.toString(), directory.resolve("copy").toString()),
                new OnItsOwn(List.of(), received));

        assertThat(sent.done).isSorted().hasSizeGreaterThan(10).endsWith((long) content.length);
        assertThat(sent.total).isEqualTo(content.length);
        assertThat(received.done).isSorted().endsWith((long) content.length);
        assertThat(received.total).isEqualTo(content.length);
        assertThat(fetched.result()).isEqualTo(new Steps.Fetched(content.length));
    }

    private static final class Recorder implements Progress {
        private final List<Long> done = new CopyOnWriteArrayList<>();
        private volatile long total;

        @Override
        public void doing(String text) {
            throw new AssertionError("a transfer is told in numbers");
        }

        @Override
        public void transferred(long now, long all) {
            done.add(now);
            total = all;
        }
    }

    @Test
    void fetchesAFile() throws Exception {
        byte[] content = new byte[20 * 1024 * 1024];
        Path source = Files.write(directory.resolve("source"), content);
        Path destination = directory.resolve("new/destination");

        StepOutcome<?> fetched =
                session.perform(new Steps.Fetch(source.toString(), destination.toString()), OnItsOwn.STEP);
        StepOutcome<?> missing = session.perform(new Steps.Fetch("/no/such", destination.toString()), OnItsOwn.STEP);

        assertThat(fetched.failure()).isNull();
        assertThat(Files.mismatch(source, destination)).isEqualTo(-1);
        assertThat(missing.failure()).startsWith("cannot read /no/such");
        assertThat(Files.list(destination.getParent())).containsExactly(destination);
    }

    private StepOutcome<?> write(Steps.Write step) throws Exception {
        return session.perform(step, OnItsOwn.STEP);
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void writesAFileInOneRoundTrip() throws Exception {
        byte[] content = new byte[5 * 1024 * 1024 + 1];
        RandomGenerator.of("L64X128MixRandom").nextBytes(content);
        Path file = directory.resolve("it's new");
        long before = session.roundTrips();

        StepOutcome<?> outcome =
                write(new Steps.Write(file.toString(), Bytes.of(content), 0640, null, null, null, null));

        assertThat(outcome.failure()).isNull();
        assertThat(session.roundTrips() - before).isEqualTo(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(mode(file)).isEqualTo("rw-r-----");
        assertThat(Files.list(directory)).containsExactly(file);
    }

    @Test
    void writesTextsOfAnyKind() throws Exception {
        List<String> texts = List.of(
                "",
                "\n",
                "!",
                "(",
                "-n",
                "\\n %s $HOME `id` 'x' \"y\" \\\n",
                "no end\n\n of line  ",
                "\ttab\n",
                "\u00e9\u0401\n",
                "cr\r\n",
                "line\n".repeat(300),
                "line\n".repeat(3000),
                "line\n".repeat(5000));
        for (String text : texts) {
            Path file = directory.resolve("text");

            StepOutcome<?> outcome =
                    write(new Steps.Write(file.toString(), Bytes.of(text), 0600, null, null, null, null));

            assertThat(outcome.failure()).as(text).isNull();
            assertThat(file).hasContent(text);
            assertThat(Files.readString(file)).isEqualTo(text);
            assertThat(mode(file)).isEqualTo("rw-------");
        }
        assertThat(Files.list(directory)).hasSize(1);
    }

    @Test
    void aWriteKeepsModeAndMakesABackup() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx--x---"));
        Path backup = directory.resolve("file.backup");

        StepOutcome<?> outcome = write(new Steps.Write(
                file.toString(), Bytes.of("new"), null, null, null, Script.of("grep -q new %s"), backup.toString()));

        assertThat(outcome.failure()).isNull();
        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rwx--x---");
        assertThat(backup).hasContent("old");
    }

    @Test
    void aNewFileGetsTheUsualMode() throws Exception {
        Path usual = directory.resolve("usual");
        run(Steps.Run.of(Script.ofUser("echo > " + usual)));
        Path file = directory.resolve("file");

        write(new Steps.Write(file.toString(), Bytes.EMPTY, null, null, null, null, null));

        assertThat(file).isEmptyFile();
        assertThat(mode(file)).isEqualTo(mode(usual));
    }

    @Test
    void aWriteThatFailsLeavesTheOldFileAndNothingElse() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "old");

        StepOutcome<?> invalid = write(new Steps.Write(
                file.toString(),
                Bytes.of("new"),
                null,
                null,
                null,
                Script.of("echo 'line 1: bad' >&2; false %s"),
                null));
        StepOutcome<?> nobody =
                write(new Steps.Write(file.toString(), Bytes.of("new"), null, "no-such-user", null, null, null));
        StepOutcome<?> onDirectory =
                write(new Steps.Write(directory.toString(), Bytes.of("new"), null, null, null, null, null));
        StepOutcome<?> nowhere = write(new Steps.Write("/no/such/file", Bytes.of("new"), null, null, null, null, null));

        assertThat(invalid.failure()).contains("is not valid: line 1: bad").contains("the old file is untouched");
        assertThat(nobody.failure()).contains("cannot set the owner");
        assertThat(onDirectory.failure()).contains("is a directory");
        assertThat(nowhere.failure()).contains("cannot store the new content beside /no/such/file");
        assertThat(file).hasContent("old");
        assertThat(Files.list(directory)).containsExactly(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"old\n", "no newline", "\u00e4\n", ""})
    void anEditReplacesOnlyWhatItWasMadeFrom(String old) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), old);
        Steps.Write write = new Steps.Write(file.toString(), Bytes.of("new"), null, null, null, null, null);

        StepOutcome<?> late = write(write.on(new Steps.Write.Base.Content(Bytes.of(old + "x"))));
        String kept = Files.readString(file);
        StepOutcome<?> inTime = write(write.on(new Steps.Write.Base.Content(Bytes.of(old))));

        assertThat(late.failure()).contains("was changed by somebody else").contains("run again");
        assertThat(kept).isEqualTo(old);
        assertThat(inTime.failure()).isNull();
        assertThat(file).hasContent("new");
        assertThat(Files.list(directory)).containsExactly(file);
    }

    @Test
    void aFileThatSomebodyElseMadeMeanwhileStays() throws Exception {
        Path file = directory.resolve("file");
        Steps.Write write = new Steps.Write(file.toString(), Bytes.of("new"), null, null, null, null, null)
                .on(Steps.Write.Base.NOTHING);

        StepOutcome<?> first = write(write);
        StepOutcome<?> again = write(write);

        assertThat(first.failure()).isNull();
        assertThat(again.failure()).contains("was changed by somebody else");
        assertThat(Files.list(directory)).containsExactly(file);
    }

    @Test
    void anEditOfAFileThatIsGoneFails() throws Exception {
        Path file = directory.resolve("file");

        StepOutcome<?> outcome = write(new Steps.Write(file.toString(), Bytes.of("new"), null, null, null, null, null)
                .on(new Steps.Write.Base.Content(Bytes.of("old"))));

        assertThat(outcome.failure()).contains("was changed by somebody else");
        assertThat(Files.list(directory)).isEmpty();
    }

    @Test
    void aSymbolicLinkIsReplaced() throws Exception {
        Path linked = Files.createDirectory(directory.resolve("linked"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), linked);

        StepOutcome<?> outcome = write(new Steps.Write(link.toString(), Bytes.of("new"), null, null, null, null, null));

        assertThat(outcome.failure()).isNull();
        assertThat(link).isRegularFile().hasContent("new");
        assertThat(Files.list(linked)).isEmpty();
    }

    @Test
    void aStepAndTheQuestionsAboutItTakeOneRoundTrip() throws Exception {
        Path file = directory.resolve("file");
        Fact<?> content = new Said("cat " + file);
        Fact<?> other = new Said("echo other; exit 3");
        long before = session.roundTrips();

        Session.Performed written = session.perform(
                new Steps.Write(file.toString(), Bytes.of("new\n"), null, null, null, null, null),
                OnItsOwn.STEP,
                List.of(content, other));
        Session.Performed run = session.perform(
                Steps.Run.of(Script.ofUser("echo more >> " + file + "; echo done")), OnItsOwn.STEP, List.of(content));

        assertThat(session.roundTrips() - before).isEqualTo(2);
        assertThat(written.outcome().failure()).isNull();
        assertThat(answer(written.readings(), content).text()).isEqualTo("new\n");
        assertThat(answer(written.readings(), other)).isEqualTo(Output.of(3, "other\n", ""));
        assertThat(OnItsOwn.output(run.outcome()).text()).isEqualTo("done\n");
        assertThat(answer(run.readings(), content).text()).isEqualTo("new\nmore\n");
    }

    @Test
    void stepsUpToOneThatFailsTakeOneRoundTrip() throws Exception {
        Path file = directory.resolve("file");
        Fact<?> content = new Said("cat " + file);
        List<Session.Performed> done = new ArrayList<>();
        long before = session.roundTrips();

        session.perform(
                List.of(
                        planned(
                                new Steps.Write(file.toString(), Bytes.of("1\n"), null, null, null, null, null),
                                content),
                        planned(Steps.Run.of(Script.ofUser("echo 2 >>" + file)).exact(), content),
                        planned(Steps.Run.of(Script.ofUser("echo 3 >>" + file + "; echo no >&2; exit 4")), content),
                        planned(Steps.Run.of(Script.ofUser("echo 5 >>" + file)).exact(), content)),
                done::add);

        assertThat(session.roundTrips() - before).isEqualTo(1);
        assertThat(done).extracting(each -> each.outcome().failure()).containsExactly(null, null, "exit code 4: no");
        assertThat(answer(done.get(0).readings(), content).text()).isEqualTo("1\n");
        assertThat(answer(done.get(1).readings(), content).text()).isEqualTo("1\n2\n");
        assertThat(done.get(2).readings()).isEmpty();
        assertThat(file).hasContent("1\n2\n3\n");
    }

    @Test
    void aContentThatHasToBeUploadedTravelsWithTheStepsAfterIt() throws Exception {
        Path file = directory.resolve("file");
        Bytes binary = Bytes.of(new byte[] {0, 1, 2});
        List<Session.Performed> done = new ArrayList<>();

        session.perform(
                List.of(
                        planned(Steps.Run.of(Script.ofUser("echo before >" + file))),
                        planned(new Steps.Write(file.toString(), binary, null, null, null, null, null)),
                        planned(Steps.Run.of(Script.ofUser("printf end >>" + file)))),
                done::add);

        assertThat(done).allMatch(each -> each.outcome().succeeded()).hasSize(3);
        assertThat(file).hasBinaryContent(new byte[] {0, 1, 2, 'e', 'n', 'd'});
    }

    @Test
    void afterAShellThatEndsItselfNoStepIsSaidToHaveHappened() throws Exception {
        Path file = directory.resolve("file");
        List<Session.Performed> done = new ArrayList<>();

        session.perform(
                List.of(
                        planned(Steps.Run.script("kill -9 $$").exact()),
                        planned(Steps.Run.of(Script.ofUser("echo >" + file)))),
                done::add);

        assertThat(done).hasSize(1);
        assertThat(done.get(0).outcome().failure()).contains("it is not known whether the step happened");
        assertThat(file).doesNotExist();
    }

    @Test
    void stepsAfterAQuestionThatHangsAreCarriedOut() throws Exception {
        session.close();
        session = launcher.open(Duration.ofMillis(500));
        Path file = directory.resolve("file");
        List<Session.Performed> done = new ArrayList<>();

        session.perform(
                List.of(
                        planned(Steps.Run.of(Script.ofUser("echo 1 >>" + file)), new Said("sleep 1000")),
                        planned(Steps.Run.of(Script.ofUser("echo 2 >>" + file)))),
                done::add);

        assertThat(done).allMatch(each -> each.outcome().succeeded()).hasSize(2);
        assertThat(file).hasContent("1\n2\n");
    }

    private static Session.PlannedStep planned(Step<?> step, Fact<?>... questions) {
        return new Session.PlannedStep(step, OnItsOwn.STEP, List.of(questions));
    }

    @Test
    void nothingIsAskedAfterAStepThatFailed() throws Exception {
        Path asked = directory.resolve("asked");

        Session.Performed failed = session.perform(
                Steps.Run.script("echo no >&2; exit 4"), OnItsOwn.STEP, List.of(new Said("echo > " + asked)));
        Session.Performed allowed = session.perform(
                new Steps.Run(Script.of("exit 4"), Bytes.EMPTY, null, Map.of(), Set.of(0, 4), Steps.LIMIT, false),
                OnItsOwn.STEP,
                List.of(new Said("echo yes")));

        assertThat(failed.outcome().failure()).isEqualTo("exit code 4: no");
        assertThat(failed.readings()).isEmpty();
        assertThat(asked).doesNotExist();
        assertThat(allowed.outcome().succeeded()).isTrue();
        assertThat(allowed.readings()).hasSize(1);
    }

    @Test
    void aQuestionThatHangsAfterAStepDoesNotSpoilTheStep() throws Exception {
        session.close();
        session = launcher.open(Duration.ofMillis(500));
        Fact<?> before = new Said("echo before");

        Session.Performed performed = session.perform(
                Steps.Run.script("echo done"),
                OnItsOwn.STEP,
                List.of(before, new Said("sleep 1000"), new Said("echo after")));

        assertThat(performed.outcome().failure()).isNull();
        assertThat(OnItsOwn.output(performed.outcome()).text()).isEqualTo("done\n");
        assertThat(performed.readings()).containsOnlyKeys(before);
        assertThat(OnItsOwn.output(run(Steps.Run.script("echo next"))).text()).isEqualTo("next\n");
    }

    @Test
    void aStepWhoseShellDiesEndsAtOnce() throws Exception {
        StepOutcome<?> outcome =
                run(Steps.Run.script("kill -9 $PPID; sleep 1000").withLimit(Duration.ofSeconds(30)));

        assertThat(outcome.failure())
                .contains("its shell on the target ended")
                .contains("not known whether the step happened");
        assertThat(OnItsOwn.output(run(Steps.Run.script("echo next"))).text()).isEqualTo("next\n");
    }

    /** Counts together, answers by name, and leaves out what it is told to. */
    private record Together(String name) implements BatchedFact<Output> {
        private record All() implements Batch {
            @Override
            public int most() {
                return 3;
            }

            @Override
            public Script script(List<? extends ShellFact<?>> facts) {
                return Script.of("echo {}", facts.size());
            }

            @Override
            public List<Output> split(List<? extends ShellFact<?>> facts, Output output) {
                List<Output> outputs = new ArrayList<>();
                for (ShellFact<?> fact : facts) {
                    String name = ((Together) fact).name();
                    outputs.add(name.equals("alone") ? null : Output.of(0, name + " of " + output.text(), ""));
                }
                return outputs;
            }
        }

        @Override
        public Batch batch() {
            return new All();
        }

        @Override
        public Set<Name> names() {
            return Set.of();
        }

        @Override
        public String describe() {
            return name;
        }

        @Override
        public Script script() {
            return Script.of("echo {} alone", name);
        }

        @Override
        public Output parse(Output output) {
            return output;
        }
    }

    @Test
    void asksQuestionsOfAKindTogether() throws Exception {
        List<Fact<?>> facts = List.of(
                new Together("a"), new Said("echo said"), new Together("b"), new Together("c"), new Together("d"));
        long before = session.roundTrips();

        Map<Fact<?>, Reading> readings = session.read(facts);

        assertThat(session.roundTrips() - before).isEqualTo(1);
        assertThat(facts.stream().map(fact -> answer(readings, fact).text()))
                .containsExactly("a of 3\n", "said\n", "b of 3\n", "c of 3\n", "d alone\n");
    }

    @Test
    void asksAloneWhatABatchDoesNotAnswer() throws Exception {
        List<Fact<?>> facts = List.of(new Together("a"), new Together("alone"));

        Map<Fact<?>, Reading> readings = session.read(facts);

        assertThat(answer(readings, facts.get(0)).text()).isEqualTo("a of 2\n");
        assertThat(answer(readings, facts.get(1)).text()).isEqualTo("alone alone\n");
    }
}
