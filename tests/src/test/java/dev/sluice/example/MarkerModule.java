package dev.sluice.example;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Shell;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.Steps;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.UnparsableOutputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notes on a host which version of a procedure it has. */
final class MarkerModule implements Module<MarkerModule.Wanted> {
    /** What a task says. */
    @Description(
            value =
                    "Notes on a host which version of a procedure it has. A newer version is never replaced by an older.",
            example = "- marker: { path: /etc/migration, version: 3 }",
            returns = "version: the version that is noted")
    record Wanted(
            @Parameter(value = "The file that keeps the version.", required = true)
            String path,

            @Parameter(value = "The version.", required = true)
            int version) {}

    /** Which version a file notes: {@code version=3}, or nothing if there is no such file. */
    record NotedVersion(String path) implements ShellFact<Optional<Integer>> {
        @Override
        public Set<Name> names() {
            return Set.of(Name.path(path));
        }

        @Override
        public String describe() {
            return "the version noted in " + path;
        }

        @Override
        public String script() {
            String file = Shell.quote(path);
            return "if [ -e " + file + " ]; then cat -- " + file + "; fi";
        }

        @Override
        public Optional<Integer> parse(Output output) {
            String text = output.text().strip();
            if (output.succeeded() && text.isEmpty()) {
                return Optional.empty();
            }
            if (output.succeeded() && text.matches("version=[0-9]{1,9}")) {
                return Optional.of(Integer.valueOf(text.substring("version=".length())));
            }
            throw new UnparsableOutputException(describe(), "expected version=NUMBER, got '" + text + "'");
        }
    }

    /** From now on the file notes this version. */
    record VersionNoted(String path, int version) implements Effect {
        @Override
        public void alter(Alterations alterations) {
            alterations.set(NotedVersion.class, Reach.at(Name.path(path)), Optional.of(version));
        }
    }

    @Override
    public String name() {
        return "marker";
    }

    @Override
    public Class<Wanted> parameters() {
        return Wanted.class;
    }

    @Override
    public Plan plan(Wanted wanted, Facts facts) {
        int present = facts.get(new NotedVersion(wanted.path())).orElse(0);
        Map<String, Object> values = Map.of("version", (long) wanted.version());
        if (present == wanted.version()) {
            return Plan.unchanged(values);
        }
        if (present > wanted.version()) {
            throw new TaskFailure("version " + present + " is noted in " + wanted.path() + ", newer than "
                    + wanted.version() + "; take the newer runbook");
        }
        Change change = Change.of(
                wanted.path(),
                "version",
                present == 0 ? "" : Integer.toString(present),
                Integer.toString(wanted.version()),
                List.of(Steps.Run.script(
                        "printf 'version=%s\\n' " + wanted.version() + " > " + Shell.quote(wanted.path()))),
                List.of(
                        new SuspectedEffect(Set.of(wanted.path()), "what a marker writes"),
                        new VersionNoted(wanted.path(), wanted.version())));
        return Plan.changes(List.of(change), values);
    }
}
