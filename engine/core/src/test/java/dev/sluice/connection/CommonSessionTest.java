package dev.sluice.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.inventory.SecretFiles;
import dev.sluice.inventory.VaultPasswords;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.StepResult;
import dev.sluice.spi.Steps;
import dev.sluice.spi.Target;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.secret.KeptSecret;
import dev.sluice.spi.secret.SecretAt;
import dev.sluice.spi.secret.SecretPlace;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step prints as a secret goes to the store and to nobody else. */
class CommonSessionTest {
    /** The script itself does not have the word that it prints. */
    private static final String PRINTS = "printf '{\"id\":\"x\",\"value\":\"s3%s\"}' cret";

    @TempDir
    Path directory;

    private final SecretStore files = new SecretFiles(VaultPasswords.of(List.of()), new SecureRandom(), secret -> {});

    private SecretPlace place() {
        return new SecretPlace(directory.resolve("secrets.yml").toString(), "token", false);
    }

    private Session session(SecretStore store) throws UnreachableException {
        return Connectors.withCommonSteps(Connectors.standard("me", directory, Map.of()), store).stream()
                .filter(connector -> connector.name().equals("local"))
                .findFirst()
                .orElseThrow()
                .open(new Target("here", Map.of()), Become.NONE);
    }

    private StepOutcome<?> perform(SecretStore store, String script) throws UnreachableException {
        try (Session session = session(store)) {
            return session.perform(
                    Steps.Keep.one(Steps.Run.of(Script.ofUser(script)), "/value", place()), OnItsOwn.STEP);
        }
    }

    @Test
    void theSecretIsKeptAndTheOutcomeHasNoOutput() throws UnreachableException {
        StepOutcome<?> outcome = perform(files, PRINTS);

        assertThat(outcome.failure()).isNull();
        assertThat(outcome.toString()).doesNotContain("s3cret");
        assertThat(OnItsOwn.output(outcome).stdout().size()).isZero();
        assertThat(files.find(place())).contains(new Secret("s3cret"));
    }

    @Test
    void severalSecretsOfOneStepAreKept() throws UnreachableException {
        SecretPlace other = new SecretPlace(directory.resolve("secrets.yml").toString(), "other", false);
        Steps.Keep step = new Steps.Keep(
                Steps.Run.script("printf '{\"data\":{\"id\":\"f1r%s\",\"key\":\"s3%s\"}}' st cond"),
                List.of(new Steps.Keep.Kept("/data/id", place()), new Steps.Keep.Kept("/data/key", other)));

        try (Session session = session(files)) {
            assertThat(session.perform(step, OnItsOwn.STEP).failure()).isNull();
        }

        assertThat(files.find(place())).contains(new Secret("f1rst"));
        assertThat(files.find(other)).contains(new Secret("s3cond"));
    }

    @Test
    void aTextAsAWholeMayBeTheSecret() throws UnreachableException {
        try (Session session = session(files)) {
            Steps.Keep step = Steps.Keep.one(Steps.Run.script("printf 's3%s\n' cret"), "", place());

            assertThat(session.perform(step, OnItsOwn.STEP).failure()).isNull();
        }

        assertThat(files.find(place())).contains(new Secret("s3cret"));
    }

    @Test
    void aResultWithoutAProgramHoldsSecretsAsWell() throws UnreachableException {
        Generated result = new Generated("s3cret");
        Step<Generated> generate = () -> "generate";
        Session server = new OneStep(StepOutcome.succeeded(generate, result, Duration.ZERO));

        StepOutcome<?> outcome = new CommonSession(server, files)
                .perform(Steps.Keep.one(generate, "/auth/token", place()), OnItsOwn.STEP);

        assertThat(files.find(place())).contains(new Secret("s3cret"));
        assertThat(outcome.result()).isEqualTo(new StepResult.Concealed("status 200"));
    }

    @Test
    void aFailureAfterWhichThereIsAResultIsNotQuoted() throws UnreachableException {
        Step<Generated> generate = () -> "generate";
        Session server =
                new OneStep(new StepOutcome<>(generate, new Generated("s3cret"), "got s3cret", false, Duration.ZERO));

        StepOutcome<?> outcome = new CommonSession(server, files)
                .perform(Steps.Keep.one(generate, "/auth/token", place()), OnItsOwn.STEP);

        assertThat(outcome.toString()).contains("status 200; what it made").doesNotContain("s3cret");
        assertThat(files.find(place())).isEmpty();
    }

    /** What a server answers that makes tokens. */
    private record Generated(String token) implements StepResult {
        @Override
        public String summary() {
            return "status 200";
        }

        @Override
        public Map<String, Object> details() {
            return Map.of("auth", Map.of("token", token));
        }
    }

    /** A connection without a shell. */
    private record OneStep(StepOutcome<?> outcome) implements Session {
        @Override
        public StepOutcome<?> perform(Step<?> step, StepContext context) {
            return outcome;
        }

        @Override
        public Map<Fact<?>, Reading> read(List<Fact<?>> facts) {
            return Map.of();
        }

        @Override
        public String user() {
            return "api";
        }

        @Override
        public void interrupt() {}

        @Override
        public long roundTrips() {
            return 0;
        }

        @Override
        public void close() {}
    }

    @Test
    void aStoreThatIsNotReadyIsFoundOutBeforeAnythingIsDone() throws UnreachableException {
        StepOutcome<?> outcome = perform(SecretStore.NONE, "touch '" + directory.resolve("done") + "'");

        assertThat(outcome.failure()).startsWith("nothing was done: ");
        assertThat(directory.resolve("done")).doesNotExist();
    }

    @Test
    void outputThatIsNotUnderstoodIsNotShown() throws UnreachableException {
        StepOutcome<?> outcome = perform(files, "printf 'value: s3%s' cret");

        assertThat(outcome.failure()).contains("no text at /value").doesNotContain("s3cret");
        assertThat(files.find(place())).isEmpty();
    }

    @Test
    void aCommandThatFailsLateShowsItsComplaintAndNotItsOutput() throws UnreachableException {
        String printed = PRINTS + "; ";

        assertThat(perform(files, printed + "exit 4").toString())
                .contains("exit code 4")
                .doesNotContain("s3cret");
        assertThat(perform(files, printed + "echo no such user >&2; exit 4").failure())
                .contains("no such user")
                .doesNotContain("s3cret");
    }

    @Test
    void aSecretThatCannotBeKeptAfterAllIsSaidToBeLost() throws UnreachableException {
        SecretStore full = new SecretStore() {
            @Override
            public Optional<KeptSecret> look(SecretPlace place) {
                return Optional.empty();
            }

            @Override
            public Optional<Secret> find(SecretPlace place) {
                return Optional.empty();
            }

            @Override
            public void rehearse(SecretPlace place) {
                // there is room yet
            }

            @Override
            public void keep(SecretPlace place, Secret secret) {
                throw new TaskFailure("the disk is full");
            }
        };

        assertThat(perform(full, PRINTS).failure())
                .contains("is lost: the disk is full")
                .doesNotContain("s3cret");
    }

    @Test
    void whetherASecretIsKeptIsAnsweredWithoutTheTarget() throws UnreachableException {
        try (Session session = session(files)) {
            long before = session.roundTrips();
            var readings = session.read(List.of(new SecretAt(place())));

            assertThat(readings)
                    .containsEntry(
                            new SecretAt(place()),
                            new Session.Reading.Answered(Answer.of(Optional.<KeptSecret>empty())));
            assertThat(session.roundTrips()).isEqualTo(before);
        }
        try (Session session = session(SecretStore.NONE)) {
            assertThat(session.read(List.of(new SecretAt(place()))).get(new SecretAt(place())))
                    .isInstanceOf(Session.Reading.Broken.class);
        }
        assertThat(Files.exists(directory.resolve("secrets.yml"))).isFalse();
    }
}
