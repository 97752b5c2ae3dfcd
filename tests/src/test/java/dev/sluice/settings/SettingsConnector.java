package dev.sluice.settings;

import dev.sluice.python.Json;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connection {@code settings}: requests to the server at the target's {@code settings_url}. */
final class SettingsConnector implements Connector {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public boolean understands(Protocol protocol) {
        return protocol.equals(SettingsFamily.PROTOCOL);
    }

    @Override
    public Session open(Target target, Become become) {
        String url = String.valueOf(target.variables().get("ansible_settings_url"));
        return new Requests(URI.create(url), HttpClient.newHttpClient());
    }

    private static final class Requests implements Session {
        private final URI server;
        private final HttpClient client;
        private long roundTrips;

        Requests(URI server, HttpClient client) {
            this.server = server;
            this.client = client;
        }

        @Override
        public String user() {
            return "api";
        }

        @Override
        public Map<Fact<?>, Reading> read(List<Fact<?>> facts) throws UnreachableException {
            Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
            for (Fact<?> fact : facts) {
                readings.put(fact, fact instanceof SettingsFamily.SettingAt asked ? setting(asked) : unknown(fact));
            }
            return readings;
        }

        private Reading setting(SettingsFamily.SettingAt asked) throws UnreachableException {
            HttpResponse<String> response = send(request(asked.name()).GET());
            return switch (response.statusCode()) {
                case 200 -> new Reading.Answered(Answer.of(Optional.of(response.body())));
                case 404 -> new Reading.Answered(Answer.of(Optional.empty()));
                default -> new Reading.Broken(asked.describe() + ": status " + response.statusCode());
            };
        }

        private static Reading unknown(Fact<?> fact) {
            return new Reading.Broken(fact.describe() + ": not a question to a settings server");
        }

        @Override
        public StepOutcome<?> perform(Step<?> step, StepContext context) throws UnreachableException {
            return step instanceof SettingsFamily.PutSetting put
                    ? put(put)
                    : StepOutcome.failed(step, "not a step of a settings server", Duration.ZERO);
        }

        private StepOutcome<SettingsFamily.Stored> put(SettingsFamily.PutSetting step) throws UnreachableException {
            HttpResponse<String> response = send(request(step.name()).PUT(BodyPublishers.ofString(step.value())));
            if (response.statusCode() != 200) {
                return StepOutcome.failed(
                        step, "status " + response.statusCode() + ": " + response.body(), Duration.ZERO);
            }
            return StepOutcome.succeeded(
                    step, new SettingsFamily.Stored(response.statusCode(), object(response.body())), Duration.ZERO);
        }

        @SuppressWarnings("unchecked") // an object has names of text
        private static Map<String, Object> object(String json) {
            return (Map<String, Object>) Json.read(json);
        }

        private HttpRequest.Builder request(String setting) {
            return HttpRequest.newBuilder(server.resolve("/settings/" + setting))
                    .timeout(LIMIT);
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws UnreachableException {
            roundTrips++;
            try {
                return client.send(request.build(), BodyHandlers.ofString());
            } catch (IOException lost) {
                throw new UnreachableException("no answer from " + server + ": " + lost);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new UnreachableException("interrupted while waiting for " + server);
            }
        }

        @Override
        public void interrupt() {
            // Every request has a deadline.
        }

        @Override
        public long roundTrips() {
            return roundTrips;
        }

        @Override
        public void close() {
            // The client keeps nothing open that would have to be closed.
        }
    }
}
