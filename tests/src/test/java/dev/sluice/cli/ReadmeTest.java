package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The check that the README shows is the check of the runbook that it shows. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadmeTest {
    private static final String PAGES = "/srv/pages";

    @TempDir
    Path directory;

    @Test
    void theCheckPrintsWhatTheReadmeShows() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        String there = directory.resolve("pages").toString();
        String runbook = between(readme, "```yaml\n", "```\n");
        String expected = between(readme.substring(readme.indexOf("site.yml\n\n")), "```\n", "```\n");
        Files.writeString(directory.resolve("site.yml"), runbook.replace(PAGES, there));

        String printed = check().replace(there, PAGES);

        assertThat(withoutCost(printed)).isEqualTo(withoutCost(expected));
    }

    private String check() throws IOException, InterruptedException {
        try (SluiceProcess sluice =
                SluiceProcess.start(directory, "check", "-i", "localhost,", "-c", "local", "site.yml")) {
            return sluice.awaitEnd();
        }
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    /** Time and round trips are not promised. */
    private static String withoutCost(String output) {
        return output.replaceAll("  \\([^()]* round trips?\\)", "");
    }
}
