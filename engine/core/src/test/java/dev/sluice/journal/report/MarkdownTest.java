package dev.sluice.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Event.PhaseStarted;
import dev.sluice.journal.Event.RunFinished;
import dev.sluice.journal.Event.TaskFinished;
import dev.sluice.journal.RunSummary;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void nothingInAPlainTextIsMarkup() {
        assertThat(Markdown.text("<b>*a*</b> [x](y) `c` | @admin #1"))
                .isEqualTo("&lt;b&gt;\\*a\\*&lt;/b&gt; \\[x\\](y) \\`c\\` \\| @\u200badmin \\#1");
    }

    @Test
    void codeSurvivesBackticks() {
        assertThat(Markdown.code("a")).isEqualTo("`a`");
        assertThat(Markdown.code("a `b`` c")).isEqualTo("```a `b`` c```");
        assertThat(Markdown.code("`a`")).isEqualTo("`` `a` ``");
        assertThat(Markdown.cellCode("a|b")).isEqualTo("`a\\|b`");
    }

    @Test
    void aBlockSurvivesFences() {
        assertThat(Markdown.block("diff", List.of("+````", "+x"))).containsExactly("`````diff", "+````", "+x", "`````");
    }

    @Test
    void aReportOfAHugeRunIsCutAndStaysWhole() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MarkdownListener listener = new MarkdownListener(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        for (int phase = 0; phase < 200; phase++) {
            listener.on(new PhaseStarted("p" + phase, "phase ".repeat(20) + phase, List.of("nas")));
            for (int task = 0; task < 20; task++) {
                listener.on(new TaskFinished(
                        new TaskRef("p" + phase, phase + "/" + task, "task " + task, "copy", "a.yml:1", false),
                        "nas",
                        large()));
            }
        }
        listener.on(new RunFinished(new RunSummary(RunSummary.Outcome.SUCCEEDED, "", Duration.ZERO, 1)));
        String report = bytes.toString(StandardCharsets.UTF_8);

        assertThat(report).hasSizeLessThanOrEqualTo(MarkdownListener.LIMIT).hasSizeGreaterThan(50_000);
        assertThat(report).contains("**Cut:** ").contains("--output json");
        assertThat(occurrences(report, "<details>")).isPositive().isEqualTo(occurrences(report, "</details>"));
        assertThat(occurrences(report, "```") % 2).isZero();
    }

    private static TaskReport large() {
        return TaskReport.of(Status.CHANGED)
                .withChanges(List.of(new ChangeReport(
                        "/etc/large",
                        "content",
                        "a",
                        "b",
                        Change.Kind.STATE,
                        Risk.SAFE,
                        new Change.Difference("f", "a\n".repeat(50), "f", "b\n".repeat(50)),
                        null)));
    }

    private static int occurrences(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
