package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.runbook.Phase;
import dev.sluice.runbook.RunbookLoader;
import dev.sluice.runbook.SourceReader;
import dev.sluice.source.Diagnostic;
import dev.sluice.source.Diagnostics;
import dev.sluice.spi.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for, and what happens when nobody is there to answer. */
class PromptsTest {
    @TempDir
    Path directory;

    private final Diagnostics diagnostics = new Diagnostics();
    private final List<String> secrets = new ArrayList<>();

    @Test
    void withoutATerminalTheUsualAnswerCounts() throws IOException {
        List<Phase> phases = phases("- { name: colour, prompt: Which, default: blue, private: false }");

        assertThat(answers(phases, Set.of())).containsEntry("all", Map.of("colour", "blue"));
        assertThat(secrets).isEmpty();
    }

    @Test
    void anAnswerIsASecretUnlessItIsSaidToBeNone() throws IOException {
        List<Phase> phases = phases("- { name: pin, prompt: Pin, default: '4711' }");

        assertThat(answers(phases, Set.of()).get("all")).extracting("pin").isInstanceOf(Secret.class);
        assertThat(secrets).containsExactly("4711");
    }

    @Test
    void whatIsGivenIsNotAskedFor() throws IOException {
        List<Phase> phases = phases("- { name: colour, prompt: Which }");

        assertThat(answers(phases, Set.of("colour"))).containsEntry("all", Map.of());
        assertThat(diagnostics.entries()).isEmpty();
    }

    @Test
    void whatNobodyAnswersIsAnError() throws IOException {
        List<Phase> phases = phases("- { name: colour, prompt: Which }");

        answers(phases, Set.of());

        assertThat(diagnostics.entries()).extracting(Diagnostic::hint).containsExactly("give it with -e colour=...");
    }

    @Test
    void aMisspeltPartOfAPromptIsAnError() throws IOException {
        phases("- { name: colour, promt: Which }");

        assertThat(diagnostics.entries()).extracting(Diagnostic::message).containsExactly("a prompt has no 'promt'");
    }

    private Map<String, Map<String, Object>> answers(List<Phase> phases, Set<String> given) {
        return new Prompts(null, secrets::add, diagnostics).answers(phases, given);
    }

    private List<Phase> phases(String prompt) throws IOException {
        Path file = directory.resolve("site.yml");
        Files.writeString(file, "- hosts: all\n  vars_prompt:\n    " + prompt + "\n  tasks: []\n");
        return new RunbookLoader(new SourceReader(directory, diagnostics), List.of())
                .load(file)
                .phases();
    }
}
