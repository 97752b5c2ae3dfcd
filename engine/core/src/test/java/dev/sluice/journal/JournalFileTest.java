package dev.sluice.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.journal.Event.Notified;
import dev.sluice.journal.Event.PhaseFinished;
import dev.sluice.journal.Event.PhaseStarted;
import dev.sluice.journal.Event.PredictionsCompared;
import dev.sluice.journal.Event.RunFinished;
import dev.sluice.journal.Event.RunStarted;
import dev.sluice.journal.Event.StepFinished;
import dev.sluice.journal.Event.StepIntended;
import dev.sluice.journal.Event.TaskFinished;
import dev.sluice.journal.Event.TaskStarted;
import dev.sluice.journal.Event.Warning;
import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final TaskRef TASK =
            new TaskRef("storage", "storage/3", "make the volume", "lvm", "site.yml:7", false);

    @TempDir
    Path runs;

    @Test
    void everyKindOfEventIsReadBackAsItWas() {
        List<Event> events = List.of(
                new RunStarted(
                        "r1",
                        Mode.APPLY,
                        List.of("site.yml"),
                        List.of("lab"),
                        List.of("pve"),
                        List.of("apply"),
                        NOW,
                        "1"),
                new PhaseStarted("storage", "Storage", List.of("pve")),
                new TaskStarted(TASK, "pve"),
                new StepIntended(new StepRef(TASK, "pve", Event.NO_ITEM, 1, false), "Run", "lvcreate -L 1G sas"),
                new StepFinished(
                        new StepRef(TASK, "pve", 2, 1, false), "exit code 5", "exit 5", false, Duration.ofMillis(1250)),
                new TaskFinished(TASK, "pve", report()),
                new Notified(TASK, "pve", "restart"),
                new Warning("old", "site.yml:1:1"),
                new PhaseFinished("storage", "Storage"),
                new PredictionsCompared(List.of(new Prediction(
                        TASK,
                        "pve",
                        Status.CHANGED,
                        Status.OK,
                        false,
                        List.of(new Prediction.Difference("the file /a", "absent", "file"))))),
                new RunFinished(new RunSummary(RunSummary.Outcome.FAILED, "", Duration.ofSeconds(3), 17)));
        try (JournalFile journal = JournalFile.create(runs, "r1", CLOCK)) {
            events.forEach(journal::append);
        }

        JournalReader.Recording recording = JournalReader.read(runs.resolve("r1/journal.jsonl"));

        assertThat(recording.torn()).isFalse();
        assertThat(recording.entries()).extracting(JournalReader.Entry::event).isEqualTo(events);
        assertThat(recording.entries()).extracting(JournalReader.Entry::number).startsWith(1L, 2L, 3L);
        assertThat(recording.entries()).extracting(JournalReader.Entry::at).containsOnly(NOW);
    }

    private static TaskReport report() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("null", null);
        values.put("numbers", Arrays.asList(1L, 1.5, new BigInteger("123456789012345678901234567890"), true, null));
        values.put("later", new Unknown("the output of 'make'"));
        values.put("missing", Undefined.of("x"));
        values.put("looks like a mark", Map.of("$unknown", "but is a map"));
        return TaskReport.of(Status.FAILED)
                .withChanges(List.of(new ChangeReport(
                        "sas/data",
                        "size",
                        "1G",
                        "2G",
                        Change.Kind.STATE,
                        Risk.DISRUPTIVE,
                        new Change.Difference("a", "1\n", "b", "2\n"),
                        "shrink it")))
                .withSteps(List.of(new StepReport(
                        "Run",
                        "lvextend",
                        new StepReport.Result("", new StepReport.Printed(0, "extended", ""), Map.of("status", 204L)),
                        null,
                        Duration.ZERO)))
                .withRegistered(Map.of("result", values))
                .withItems(List.of(new TaskReport.Item("one", TaskReport.of(Status.OK))))
                .withDuration(Duration.ofMillis(7));
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        try (JournalFile journal = JournalFile.create(runs, "r1", CLOCK)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal.path())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void twoRunsCannotShareAJournal() {
        JournalFile.create(runs, "r1", CLOCK).close();

        assertThatThrownBy(() -> JournalFile.create(runs, "r1", CLOCK))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("exists already");
    }

    @Test
    void anEventIsInTheFileWhenForceReturns() throws IOException {
        try (JournalFile journal = JournalFile.create(runs, "r1", CLOCK)) {
            journal.append(new Warning("now", ""));
            journal.force();

            assertThat(Files.readString(journal.path())).contains("\"now\"").endsWith("\n");
        }
    }

    @Test
    void anInterruptedThreadStillWrites() {
        try (JournalFile journal = JournalFile.create(runs, "r1", CLOCK)) {
            Thread.currentThread().interrupt();

            journal.append(new Warning("stopped", ""));
            journal.force();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(JournalReader.read(journal.path()).entries()).hasSize(1);
        }
    }

    @Test
    void aTornLastLineIsLeftOutWhereverItEnds() throws IOException {
        Path path = JournalFile.pathOf(runs, "r1");
        try (JournalFile journal = JournalFile.create(runs, "r1", CLOCK)) {
            journal.append(new Warning("first", ""));
            journal.append(new Warning("zweites mit Ümlaut", ""));
        }
        byte[] whole = Files.readAllBytes(path);
        int firstLine = new String(whole, java.nio.charset.StandardCharsets.UTF_8).indexOf('\n') + 1;

        for (int length = firstLine + 1; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));

            JournalReader.Recording recording = JournalReader.read(path);

            assertThat(recording.torn()).isTrue();
            assertThat(recording.entries())
                    .extracting(JournalReader.Entry::event)
                    .containsExactly(new Warning("first", ""));
        }
    }

    @Test
    void damageAnywhereElseIsAnError() throws IOException {
        Path path = JournalFile.pathOf(runs, "r1");
        try (JournalFile journal = JournalFile.create(runs, "r1", CLOCK)) {
            journal.append(new Warning("first", ""));
        }
        Files.writeString(path, "{\"n\":2,\"at\":\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> JournalReader.read(path))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("journal.jsonl:2: the line is damaged");
    }

    @Test
    void anEventOfAnotherVersionIsNotGuessed() throws IOException {
        Path path = runs.resolve("journal.jsonl");
        Files.writeString(path, "{\"n\":1,\"at\":\"2026-11-20T10:00:00Z\",\"event\":\"Teleported\",\"data\":{}}\n");

        assertThatThrownBy(() -> JournalReader.read(path))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("unknown event 'Teleported'")
                .hasMessageContaining("another version");
    }
}
