package dev.sluice.settings;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Change;
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
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.value.Unknown;
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

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Module<?>> modules() {
        return List.of(new Setting());
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
