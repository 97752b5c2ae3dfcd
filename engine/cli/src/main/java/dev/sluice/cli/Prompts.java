package dev.sluice.cli;

import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Prompt;
import dev.sluice.source.Diagnostics;
import dev.sluice.spi.value.Secret;
import java.io.Console;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a person for what phases want to be told ({@code vars_prompt}); what {@code -e} gives is not asked for. */
final class Prompts {
    private final @Nullable Person person;
    private final Consumer<String> secrets;
    private final Diagnostics diagnostics;

    /**
     * @param person who answers; null if nobody is there
     * @param secrets is told every secret answer
     */
    Prompts(@Nullable Person person, Consumer<String> secrets, Diagnostics diagnostics) {
        this.person = person;
        this.secrets = secrets;
        this.diagnostics = diagnostics;
    }

    /** The answers by the phase's id and the variable's name. One that is asked for by several phases is asked once. */
    Map<String, Map<String, @Nullable Object>> answers(List<Phase> phases, Set<String> given) {
        Map<String, Object> known = new HashMap<>();
        Map<String, Map<String, @Nullable Object>> answers = new LinkedHashMap<>();
        for (Phase phase : phases) {
            Map<String, @Nullable Object> own = new LinkedHashMap<>();
            for (Prompt prompt : phase.prompts()) {
                if (!given.contains(prompt.name())) {
                    if (!known.containsKey(prompt.name())) {
                        answer(prompt).ifPresent(answer -> known.put(prompt.name(), answer));
                    }
                    own.put(prompt.name(), known.get(prompt.name()));
                }
            }
            answers.put(phase.id(), own);
        }
        return answers;
    }

    private Optional<Object> answer(Prompt prompt) {
        String said = person == null ? null : asked(prompt, person);
        String answer = said == null || said.isEmpty() ? prompt.usual().orElse("") : said;
        if (said == null && prompt.usual().isEmpty()) {
            diagnostics.error(
                    prompt.span(),
                    "'" + prompt.name() + "' cannot be prompted for: not a terminal",
                    "give it with -e " + prompt.name() + "=...");
            return Optional.empty();
        }
        if (!prompt.isPrivate() || answer.isEmpty()) {
            return Optional.of(answer);
        }
        secrets.accept(answer);
        return Optional.of(Secret.of(answer));
    }

    /** What the person says; null if there is no end of the line any more, because nobody is there. */
    private static @Nullable String asked(Prompt prompt, Person person) {
        String lead = prompt.question()
                + prompt.usual().map(usual -> " [" + usual + "]").orElse("") + ": ";
        while (true) {
            String said = person.answer(lead, prompt.isPrivate());
            if (said == null || !prompt.isConfirmed()) {
                return said;
            }
            String again = person.answer("confirm " + lead, prompt.isPrivate());
            if (again == null || said.equals(again)) {
                return again;
            }
            person.tell("The two answers differ; once more.");
        }
    }

    /** Who answers. */
    interface Person {
        /** @return null at the end of the input */
        @Nullable
        String answer(String question, boolean secret);

        void tell(String message);

        /** The person at a terminal. */
        static Person at(Console console) {
            return new Person() {
                @Override
                public @Nullable String answer(String question, boolean secret) {
                    if (!secret) {
                        return console.readLine("%s", question);
                    }
                    char[] typed = console.readPassword("%s", question);
                    if (typed == null) {
                        return null;
                    }
                    String said = String.valueOf(typed);
                    Arrays.fill(typed, ' ');
                    return said;
                }

                @Override
                public void tell(String message) {
                    console.printf("%s%n", message);
                }
            };
        }
    }
}
