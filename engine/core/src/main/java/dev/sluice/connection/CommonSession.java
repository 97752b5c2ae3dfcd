package dev.sluice.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.StepResult;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.secret.SecretAt;
import dev.sluice.spi.secret.SecretStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A session with what is common to all connections: sleeping, waiting, and secrets that are kept on the controller. */
final class CommonSession implements Session {
    private final Session session;
    private final SecretKeeping secrets;

    CommonSession(Session session, SecretStore store) {
        this.session = session;
        this.secrets = new SecretKeeping(store);
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
                readings.put(question, secrets.look(question));
            } else {
                others.add(fact);
            }
        }
        if (!others.isEmpty()) {
            readings.putAll(session.read(others, environment));
        }
        return readings;
    }

    @Override
    public StepOutcome<?> perform(Step<?> step, StepContext context) throws UnreachableException {
        if (step instanceof Steps.Keep keep) {
            return secrets.perform(keep, inner -> perform(inner, context));
        }
        if (step instanceof Steps.Await<?> await) {
            return session.await(await, context);
        }
        return step instanceof Steps.Sleep sleep ? sleep(sleep, context) : session.perform(step, context);
    }

    @Override
    public Performed perform(Step<?> step, StepContext context, List<Fact<?>> questions) throws UnreachableException {
        return isCommon(step, questions)
                ? Session.super.perform(step, context, questions)
                : session.perform(step, context, questions);
    }

    @Override
    public void perform(List<PlannedStep> steps, Consumer<Performed> done) throws UnreachableException {
        if (steps.stream().anyMatch(planned -> isCommon(planned.step(), planned.questions()))) {
            Session.super.perform(steps, done);
        } else {
            session.perform(steps, done);
        }
    }

    private static boolean isCommon(Step<?> step, List<Fact<?>> questions) {
        return step instanceof Steps.Keep
                || step instanceof Steps.Await<?>
                || step instanceof Steps.Sleep
                || questions.stream().anyMatch(SecretAt.class::isInstance);
    }

    private static StepOutcome<?> sleep(Steps.Sleep step, StepContext context) {
        long start = System.nanoTime();
        boolean slept = context.sleep(step.duration());
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        return slept
                ? StepOutcome.succeeded(step, new StepResult.Done(), duration)
                : StepOutcome.failed(step, "interrupted", duration);
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
