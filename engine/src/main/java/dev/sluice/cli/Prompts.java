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
    private final @Nullable Console console;
    private final Consumer<String> secrets;
    private final Diagnostics diagnostics;

    /**
     * @param console where the person is; null if there is none
     * @param secrets is told every secret answer
     */
    Prompts(@Nullable Console console, Consumer<String> secrets, Diagnostics diagnostics) {
        this.console = console;
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
        String said = console == null ? "" : asked(prompt, console);
        String answer = said.isEmpty() ? prompt.usual().orElse("") : said;
        if (console == null && prompt.usual().isEmpty()) {
            diagnostics.error(
                    prompt.span(),
                    "'" + prompt.name() + "' has to be asked for, but nobody is at a terminal",
                    "give it with -e " + prompt.name() + "=...");
            return Optional.empty();
        }
        if (!prompt.isPrivate() || answer.isEmpty()) {
            return Optional.of(answer);
        }
        secrets.accept(answer);
        return Optional.of(Secret.of(answer));
    }

    private static String asked(Prompt prompt, Console console) {
        String lead = prompt.question()
                + prompt.usual().map(usual -> " [" + usual + "]").orElse("") + ": ";
        while (true) {
            String said = read(prompt, console, lead);
            if (!prompt.isConfirmed() || said.equals(read(prompt, console, "confirm " + lead))) {
                return said;
            }
            console.printf("The two answers differ; once more.%n");
        }
    }

    private static String read(Prompt prompt, Console console, String lead) {
        if (!prompt.isPrivate()) {
            return Optional.ofNullable(console.readLine("%s", lead)).orElse("");
        }
        char[] typed = Optional.ofNullable(console.readPassword("%s", lead)).orElse(new char[0]);
        String said = String.valueOf(typed);
        Arrays.fill(typed, ' ');
        return said;
    }
}
