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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    void aPersonIsAskedUntilTwoAnswersAgree() throws IOException {
        List<Phase> phases = phases("- { name: pin, prompt: Pin, confirm: y }");
        Answering person = new Answering("1", "2", "3", "3");

        assertThat(answers(phases, person).get("all")).containsEntry("pin", Secret.of("3"));
        assertThat(person.said)
                .containsExactly(
                        "Pin: ", "confirm Pin: ", "The two answers differ; once more.", "Pin: ", "confirm Pin: ");
        assertThat(secrets).containsExactly("3");
    }

    @Test
    void theEndOfTheInputIsNoAnswer() throws IOException {
        answers(phases("- { name: pin, prompt: Pin }"), new Answering());

        assertThat(diagnostics.entries()).extracting(Diagnostic::hint).containsExactly("give it with -e pin=...");
    }

    @Test
    void whetherAnAnswerIsASecretIsNeverGuessed() throws IOException {
        assertThat(answers(phases("- { name: pin, prompt: Pin, private: 'n' }"), new Answering("4711"))
                        .get("all"))
                .containsEntry("pin", "4711");

        phases("- { name: pin, prompt: Pin, private: ja }");

        assertThat(diagnostics.entries())
                .extracting(Diagnostic::message)
                .containsExactly("'private' of a prompt is true or false, not 'ja'");
    }

    @Test
    void aMisspeltPartOfAPromptIsAnError() throws IOException {
        phases("- { name: colour, promt: Which }");

        assertThat(diagnostics.entries()).extracting(Diagnostic::message).containsExactly("a prompt has no 'promt'");
    }

    /** A person with answers at hand. */
    private static final class Answering implements Prompts.Person {
        private final Deque<String> answers;
        private final List<String> said = new ArrayList<>();

        Answering(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public @Nullable String answer(String question, boolean secret) {
            said.add(question);
            return answers.poll();
        }

        @Override
        public void tell(String message) {
            said.add(message);
        }
    }

    private Map<String, Map<String, Object>> answers(List<Phase> phases, Prompts.Person person) {
        return new Prompts(person, secrets::add, diagnostics).answers(phases, Set.of());
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
