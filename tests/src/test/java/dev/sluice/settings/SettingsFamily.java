package dev.sluice.settings;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Change;
import dev.sluice.spi.Condition;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Name;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepResult;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A family without a shell: its targets are servers that keep settings, asked and changed by HTTP. */
public final class SettingsFamily implements Family {
    static final Protocol PROTOCOL = new Protocol("settings interface");

    @Description(value = "Keeps a setting.", example = "- setting: { name: colour, value: blue }")
    record Wanted(
            @Parameter(value = "Its name.", required = true) String name,

            @Parameter(value = "Its value.", required = true)
            String value) {}

    /** What a setting is; empty if there is none of that name. */
    record SettingAt(String name) implements Fact<Optional<String>> {
        @Override
        public Set<Name> names() {
            return Set.of(setting(name));
        }

        @Override
        public String describe() {
            return "the setting " + name;
        }
    }

    /** From now on a setting has this value. */
    record SettingBecomes(String name, String value) implements Effect {
        @Override
        public void alter(Alterations alterations) {
            alterations.set(SettingAt.class, Reach.at(setting(name)), Optional.of(value));
        }
    }

    /**
     * What the server says of a setting that it keeps.
     *
     * @param status the status of its response
     * @param answer the JSON object in it
     */
    record Stored(int status, Map<String, Object> answer) implements StepResult {
        @Override
        public String summary() {
            return "status " + status;
        }

        @Override
        public Map<String, Object> details() {
            return answer;
        }
    }

    /** Asks the server to keep a value. */
    record PutSetting(String name, String value) implements Step<Stored> {
        @Override
        public String describe() {
            return "PUT /settings/" + name;
        }
    }

    private static Name setting(String name) {
        return new Name("setting", name);
    }

    private record Setting() implements Module<Wanted> {
        @Override
        public String name() {
            return "setting";
        }

        @Override
        public Class<Wanted> parameters() {
            return Wanted.class;
        }

        @Override
        public Set<Protocol> needs() {
            return Set.of(PROTOCOL);
        }

        @Override
        public Plan plan(Wanted wanted, Facts facts) {
            Optional<String> now = facts.get(new SettingAt(wanted.name()));
            if (now.equals(Optional.of(wanted.value()))) {
                return Plan.unchanged(Map.of());
            }
            PutSetting put = new PutSetting(wanted.name(), wanted.value());
            Change change = Change.of(
                    wanted.name(),
                    "value",
                    now.orElse(""),
                    wanted.value(),
                    List.of(put),
                    List.of(new SettingBecomes(wanted.name(), wanted.value())));
            return Plan.changes(List.of(change), Map.of("revision", new Unknown("what the server answers")))
                    .withCompletion(
                            outcomes -> outcomes.result(put).map(Stored::answer).orElse(Map.of()));
        }
    }

    @Description(value = "Waits for a setting.", example = "- setting_awaited: { name: colour, value: blue, limit: 5 }")
    record Awaited(
            @Parameter(value = "Its name.", required = true) String name,

            @Parameter(value = "The value that somebody else gives it.", required = true)
            String value,

            @Parameter(value = "The longest time to wait, in seconds.", required = true)
            int limit) {}

    /** A setting has a value. */
    record HasValue(String name, String value) implements Condition<Optional<String>> {
        @Override
        public boolean holds(Optional<String> now) {
            return now.equals(Optional.of(value));
        }

        @Override
        public String describe() {
            return "the setting " + name + " to be " + value;
        }

        @Override
        public String seen(Optional<String> now) {
            return now.orElse("no such setting");
        }

        @Override
        public Answer<Optional<String>> met(Answer<Optional<String>> before) {
            return Answer.of(Optional.of(value));
        }
    }

    private record SettingAwaited() implements Module<Awaited> {
        @Override
        public String name() {
            return "setting_awaited";
        }

        @Override
        public Class<Awaited> parameters() {
            return Awaited.class;
        }

        @Override
        public Set<Protocol> needs() {
            return Set.of(PROTOCOL);
        }

        @Override
        public boolean altersNothing() {
            return true;
        }

        @Override
        public Plan plan(Awaited wanted, Facts facts) {
            SettingAt question = new SettingAt(wanted.name());
            HasValue condition = new HasValue(wanted.name(), wanted.value());
            if (condition.holds(facts.get(question))) {
                return Plan.unchanged(Map.of());
            }
            Steps.Await<Optional<String>> await =
                    new Steps.Await<>(question, condition, Duration.ofMillis(10), Duration.ofSeconds(wanted.limit()));
            return Plan.changes(List.of(Change.waiting(wanted.name(), "to be " + wanted.value(), await)), Map.of());
        }
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Module<?>> modules() {
        return List.of(new Setting(), new SettingAwaited());
    }

    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of(SettingAt.class);
    }

    @Override
    public List<Connector> connectors() {
        return List.of(new SettingsConnector());
    }
}
