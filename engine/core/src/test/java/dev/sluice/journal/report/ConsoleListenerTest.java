package dev.sluice.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.Event;
import dev.sluice.journal.Event.PhaseStarted;
import dev.sluice.journal.Event.Progress;
import dev.sluice.journal.Event.TaskFinished;
import dev.sluice.journal.Event.TaskStarted;
import dev.sluice.journal.Event.Transfer;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleListenerTest {
    private static final TaskRef TASK = new TaskRef("p", "p/1", "Copy the data", "rsync", "a.yml:3", false);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void whatAProgramPrintsCannotReachTheTerminal() {
        ConsoleListener listener = new ConsoleListener(out, ConsoleStyle.plain(0), Clock.systemUTC());

        listener.on(new TaskFinished(
                TASK, "nas", TaskReport.of(Status.FAILED).withMessage("\u001b]0;owned\u0007 \u202eexe.txt")));

        assertThat(text()).contains("\\u001b]0;owned\\u0007 \\u202eexe.txt").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void aTerminalShowsWhatIsUnderWayAndTakesItAwayAgain() {
        LiveLines live = new LiveLines(new ConsoleStyle(false, true, true, 60, 24, 0), new Paint(false));
        Instant start = SampleRuns.START;
        live.started("nas", "Copy the data", start);
        live.progress("nas", "Copy the data", "31 % of 40 GiB", start.plusSeconds(5));

        assertThat(live.draw(start.plusSeconds(42))).isEqualTo("  ▸ nas  Copy the data: 31 % of 40 GiB  42 s\n");
        assertThat(live.erase()).isEqualTo("\r\u001b[1A\u001b[J");
        live.finished("nas");
        assertThat(live.draw(start.plusSeconds(43))).isEmpty();
        assertThat(live.erase()).isEmpty();
    }

    @Test
    void liveLinesFitTheTerminal() {
        LiveLines live = new LiveLines(new ConsoleStyle(false, true, true, 60, 12, 0), new Paint(false));
        for (int host = 0; host < 30; host++) {
            live.started("host" + host, "a task with a name that is much longer than a line", SampleRuns.START);
        }

        List<String> lines = live.draw(SampleRuns.START).lines().toList();

        assertThat(lines).hasSize(4).last().isEqualTo("  ... and 27 more");
        assertThat(lines).allMatch(line -> line.length() <= 60);
    }

    @Test
    void aPipeGetsNoLiveLines() {
        ConsoleListener listener = new ConsoleListener(out, ConsoleStyle.plain(0), Clock.systemUTC());

        List.<Event>of(
                        new PhaseStarted("p", "Phase", List.of("nas")),
                        new TaskStarted(TASK, "nas"),
                        new Progress(TASK, "nas", "31 %", null))
                .forEach(listener::on);

        assertThat(text()).isEmpty();
    }

    @Test
    void aPipeIsToldOfWhatTakesLongFromTimeToTime() {
        Settable clock = new Settable(SampleRuns.START);
        ConsoleListener listener = new ConsoleListener(out, ConsoleStyle.plain(0), clock);
        listener.happened(new TaskStarted(TASK, "nas"));
        for (int second = 1; second <= 65; second++) {
            clock.now = SampleRuns.START.plusSeconds(second);
            Transfer transfer = new Transfer(second * 1_500_000L, 120_000_000, 1_500_000);
            listener.happened(new Progress(TASK, "nas", transfer.inWords(), transfer));
        }

        assertThat(text().lines())
                .containsExactly(
                        "  ▸ nas  Copy the data: 37 % of 120.0 MB, 1.5 MB/s  30 s",
                        "  ▸ nas  Copy the data: 75 % of 120.0 MB, 1.5 MB/s  1 min 00 s");
    }

    @Test
    void aTerminalShowsHowFarEachHostIs() {
        ConsoleStyle style = new ConsoleStyle(false, true, true, 100, 24, 0);
        ConsoleListener listener = new ConsoleListener(out, style, new Settable(SampleRuns.START));
        Transfer transfer = new Transfer(50_400_000, 120_000_000, 31_500_000);

        listener.happened(new TaskStarted(TASK, "nas"));
        listener.happened(new TaskStarted(TASK, "pve"));
        listener.happened(new Progress(TASK, "nas", transfer.inWords(), transfer));
        listener.happened(new Progress(TASK, "pve", "waiting for the volume: 3 of 4 disks", null));
        listener.on(new TaskFinished(TASK, "web", TaskReport.of(Status.FAILED)));

        assertThat(text())
                .contains("  ▸ nas  Copy the data: 42 % of 120.0 MB, 31.5 MB/s  0 s\n"
                        + "  ▸ pve  Copy the data: waiting for the volume: 3 of 4 disks  0 s\n");
    }

    /** A clock that a test puts on. */
    private static final class Settable extends Clock {
        private Instant now;

        Settable(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void noColorTurnsColoursOffAndForceColorTurnsThemOn() {
        assertThat(ConsoleStyle.detect(Map.of("TERM", "xterm", "NO_COLOR", "1"), StandardCharsets.UTF_8, 0)
                        .colour())
                .isFalse();
        assertThat(ConsoleStyle.detect(Map.of("FORCE_COLOR", "1"), StandardCharsets.UTF_8, 0)
                        .colour())
                .isTrue();
    }

    @Test
    void anAsciiTerminalGetsAscii() {
        assertThat(ConsoleStyle.detect(Map.of(), StandardCharsets.US_ASCII, 0).unicode())
                .isFalse();
        ConsoleListener listener =
                new ConsoleListener(out, new ConsoleStyle(false, false, false, 80, 24, 0), Clock.systemUTC());

        SampleRuns.failedApply().forEach(listener::on);

        assertThat(text()).isNotEmpty().matches(text -> text.chars().allMatch(each -> each < 128));
    }

    @Test
    void durationsAreShort() {
        assertThat(List.of(
                        Words.duration(Duration.ofMillis(812)),
                        Words.duration(Duration.ofSeconds(59)),
                        Words.duration(Duration.ofSeconds(61)),
                        Words.duration(Duration.ofMinutes(61))))
                .containsExactly("0.8 s", "59 s", "1 min 01 s", "1 h 01 min");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
