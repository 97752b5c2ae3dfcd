package dev.sluice.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Output;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.secret.SecretAt;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A session that answers where secrets are kept, and carries out {@link Steps.Keep}: what the command prints is seen by
 * nobody but the store.
 */
final class KeepingSession implements Session {
    private static final JsonMapper JSON = new JsonMapper();

    private final Session session;
    private final SecretStore store;

    KeepingSession(Session session, SecretStore store) {
        this.session = session;
        this.store = store;
    }

    @Override
    public String user() {
        return session.user();
    }

    @Override
    public Map<Fact<?>, Reading> read(List<Fact<?>> facts) throws UnreachableException {
        return read(facts, Map.of());
    }

    @Override
    public Map<Fact<?>, Reading> read(List<Fact<?>> facts, Map<String, String> environment)
            throws UnreachableException {
        Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
        List<Fact<?>> others = new ArrayList<>();
        for (Fact<?> fact : facts) {
            if (fact instanceof SecretAt question) {
                readings.put(question, look(question));
            } else {
                others.add(fact);
            }
        }
        if (!others.isEmpty()) {
            readings.putAll(session.read(others, environment));
        }
        return readings;
    }

    private Reading look(SecretAt question) {
        try {
            return new Reading.Answered(Answer.of(store.look(question.place())));
        } catch (TaskFailure unusable) {
            return new Reading.Broken(String.valueOf(unusable.getMessage()));
        }
    }

    @Override
    public StepOutcome perform(Step step, List<Effect> effects) throws UnreachableException {
        return step instanceof Steps.Keep keep ? keep(keep, effects) : session.perform(step, effects);
    }

    @Override
    public Performed perform(Step step, List<Effect> effects, List<Fact<?>> questions) throws UnreachableException {
        boolean own = step instanceof Steps.Keep || questions.stream().anyMatch(SecretAt.class::isInstance);
        return own ? Session.super.perform(step, effects, questions) : session.perform(step, effects, questions);
    }

    @Override
    public void perform(List<PlannedStep> steps, Consumer<Performed> done) throws UnreachableException {
        boolean own = steps.stream()
                .anyMatch(planned -> planned.step() instanceof Steps.Keep
                        || planned.questions().stream().anyMatch(SecretAt.class::isInstance));
        if (own) {
            Session.super.perform(steps, done);
        } else {
            session.perform(steps, done);
        }
    }

    private StepOutcome keep(Steps.Keep step, List<Effect> effects) throws UnreachableException {
        try {
            store.rehearse(step.place());
        } catch (TaskFailure unusable) {
            return new StepOutcome(
                    step,
                    Output.of(1, "", ""),
                    "nothing was done: " + unusable.getMessage(),
                    false,
                    java.time.Duration.ZERO);
        }
        StepOutcome outcome = session.perform(step.run(), effects);
        String failure = outcome.succeeded() ? kept(step, outcome.output()) : failure(outcome);
        Output output =
                Output.of(outcome.output().exitCode(), "", outcome.output().errorText());
        return new StepOutcome(step, output, failure, outcome.simulated(), outcome.duration());
    }

    /** A failure may quote the output, and a command that fails late has printed the secret. */
    private static String failure(StepOutcome outcome) {
        return outcome.output().errorText().isBlank()
                        && !outcome.output().text().isBlank()
                ? "exit code " + outcome.output().exitCode() + "; what it printed may hold a secret and is not shown"
                : String.valueOf(outcome.failure());
    }

    private @org.jspecify.annotations.Nullable String kept(Steps.Keep step, Output output) {
        Optional<Secret> secret = secret(step.pointer(), output);
        if (secret.isEmpty()) {
            return "the command succeeded, but its output has no text at " + step.pointer()
                    + "; it may hold the secret elsewhere, so it is not shown. The secret is lost: create it again";
        }
        try {
            store.keep(step.place(), secret.get());
            return null;
        } catch (TaskFailure lost) {
            return "the command succeeded, but the secret it printed could not be kept and is lost: "
                    + lost.getMessage() + ". Fix this, then create the secret again";
        }
    }

    private static Optional<Secret> secret(String pointer, Output output) {
        try {
            JsonNode found = JSON.readTree(output.text()).at(pointer);
            return found.isTextual() && !found.textValue().isBlank()
                    ? Optional.of(new Secret(found.textValue()))
                    : Optional.empty();
        } catch (JsonProcessingException notJson) {
            // Its message quotes the output.
            return Optional.empty();
        }
    }

    @Override
    public void interrupt() {
        session.interrupt();
    }

    @Override
    public long roundTrips() {
        return session.roundTrips();
    }

    @Override
    public void close() {
        session.close();
    }
}
