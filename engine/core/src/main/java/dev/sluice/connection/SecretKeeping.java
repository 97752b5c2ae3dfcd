package dev.sluice.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.spi.Output;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.StepResult;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.secret.SecretAt;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries out {@link Steps.Keep}: what its step makes is seen by nobody but the store.
 *
 * @param store where the secrets go
 */
record SecretKeeping(SecretStore store) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Carries out the step that makes the secrets. */
    interface Performer {
        StepOutcome<?> perform(Step<?> step) throws UnreachableException;
    }

    Reading look(SecretAt question) {
        try {
            return new Reading.Answered(Answer.of(store.look(question.place())));
        } catch (TaskFailure unusable) {
            return new Reading.Broken(String.valueOf(unusable.getMessage()));
        }
    }

    StepOutcome<StepResult> perform(Steps.Keep step, Performer performer) throws UnreachableException {
        try {
            step.secrets().forEach(each -> store.rehearse(each.place()));
        } catch (TaskFailure unusable) {
            return StepOutcome.failed(step, "nothing was done: " + unusable.getMessage(), Duration.ZERO);
        }
        StepOutcome<?> outcome = performer.perform(step.step());
        StepResult result = outcome.result();
        return new StepOutcome<>(
                step,
                result == null ? null : result.concealed(),
                outcome.succeeded() ? keep(step, result) : failure(outcome),
                outcome.simulated(),
                outcome.duration());
    }

    /** A failure may quote what was made, and a program that fails late has printed the secret. */
    private static String failure(StepOutcome<?> outcome) {
        StepResult result = outcome.result();
        return result != null && quotes(result)
                ? result.summary() + "; what it made may hold a secret and is not shown"
                : String.valueOf(outcome.failure());
    }

    private static boolean quotes(StepResult result) {
        return !(result instanceof Output output)
                || output.errorText().isBlank() && !output.text().isBlank();
    }

    /** Keeps every secret that can be kept; says what is wrong with the others, or null. */
    private @Nullable String keep(Steps.Keep step, @Nullable StepResult result) {
        List<String> complaints = new ArrayList<>();
        for (Steps.Keep.Kept each : step.secrets()) {
            String complaint = keep(each, result);
            if (complaint != null) {
                complaints.add(complaint);
            }
        }
        return complaints.isEmpty() ? null : String.join("; ", complaints);
    }

    private @Nullable String keep(Steps.Keep.Kept kept, @Nullable StepResult result) {
        Optional<Secret> secret = result == null ? Optional.empty() : secret(kept.pointer(), result.document());
        if (secret.isEmpty()) {
            return "the step succeeded, but its result has no text"
                    + (kept.pointer().isEmpty() ? "" : " at " + kept.pointer())
                    + "; it may hold the secret elsewhere, so it is not shown. The secret is lost: create it again";
        }
        try {
            store.keep(kept.place(), secret.get());
            return null;
        } catch (TaskFailure lost) {
            return "the step succeeded, but the secret for " + kept.place().describe()
                    + " could not be kept and is lost: " + lost.getMessage()
                    + ". Fix this, then create the secret again";
        }
    }

    private static Optional<Secret> secret(String pointer, Object document) {
        try {
            if (document instanceof String text && pointer.isEmpty()) {
                return secret(text.strip());
            }
            JsonNode found = (document instanceof String json
                            ? JSON.readTree(json)
                            : JSON.<JsonNode>valueToTree(document))
                    .at(pointer);
            return found.isTextual() ? secret(found.textValue()) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            // Its message quotes the document.
            return Optional.empty();
        }
    }

    private static Optional<Secret> secret(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new Secret(text));
    }
}
