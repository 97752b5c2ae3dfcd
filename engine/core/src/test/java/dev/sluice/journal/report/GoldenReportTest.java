package dev.sluice.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.Event;
import dev.sluice.journal.EventListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each report of each sample run is, character for character, as it was when a person last looked at it. */
class GoldenReportTest {
    private static final Clock CLOCK = Clock.fixed(SampleRuns.START, ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(strings = {"check", "failed-apply", "quiet"})
    void console(String run) throws IOException {
        Golden.assertSame(
                "console-" + run + ".txt", report(run, out -> new ConsoleListener(out, ConsoleStyle.plain(0), CLOCK)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "failed-apply"})
    void consoleWithDetails(String run) throws IOException {
        Golden.assertSame(
                "console-verbose-" + run + ".txt",
                report(run, out -> new ConsoleListener(out, ConsoleStyle.plain(1), CLOCK)));
    }

    @Test
    void consoleInColour() throws IOException {
        ConsoleStyle style = new ConsoleStyle(true, false, true, 110, 24, 0);
        Golden.assertSame(
                "console-colour-failed-apply.txt",
                report("failed-apply", out -> new ConsoleListener(out, style, CLOCK))
                        .replace("\u001b", "ESC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "failed-apply", "quiet"})
    void markdown(String run) throws IOException {
        Golden.assertSame("markdown-" + run + ".md", report(run, MarkdownListener::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "failed-apply"})
    void json(String run) throws IOException {
        Golden.assertSame("json-" + run + ".json", report(run, JsonListener::new));
    }

    @Test
    void jsonLines() throws IOException {
        Golden.assertSame(
                "jsonlines-failed-apply.jsonl", report("failed-apply", out -> new JsonLinesListener(out, CLOCK)));
    }

    @Test
    void whatProgramsReadIsUtf8WhateverTheTerminalIs() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream ascii = new PrintStream(bytes, true, StandardCharsets.US_ASCII);

        for (EventListener listener :
                List.of(new JsonListener(ascii), new JsonLinesListener(ascii, CLOCK), new MarkdownListener(ascii))) {
            listener.on(new Event.Warning("Grüße", ""));
            listener.on(new Event.RunFinished(new dev.sluice.journal.RunSummary(
                    dev.sluice.journal.RunSummary.Outcome.SUCCEEDED, "", java.time.Duration.ZERO, 0)));
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8).split("Grüße", -1)).hasSize(4);
    }

    private static String report(String run, Function<PrintStream, EventListener> listener) {
        List<Event> events = switch (run) {
            case "check" -> SampleRuns.check();
            case "quiet" -> SampleRuns.quiet();
            default -> SampleRuns.failedApply();
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventListener made = listener.apply(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        events.forEach(made::on);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
