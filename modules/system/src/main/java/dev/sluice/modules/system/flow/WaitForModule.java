package dev.sluice.modules.system.flow;

import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Outcomes;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for a port or a file, as Ansible's {@code wait_for}. */
public final class WaitForModule implements Module<WaitForModule.Parameters> {
    @Description(
            value = "Waits on the host until a port is open or closed, or a file is there, is gone or has a line that"
                    + " matches. A check does not wait. Without a port and a path it waits for the whole timeout.",
            example = "- wait_for: host=10.0.10.1 port=2049 timeout=60",
            returns = {
                "elapsed: how long it waited, in seconds",
                "port: the port",
                "path: the path",
                "state: what was waited for",
                "match_groups, match_groupdict: what the groups of `search_regex` matched, by place and by name"
            },
            refuses = {
                "active_connection_states: which states count is fixed",
                "exclude_hosts: `drained` counts all connections"
            })
    record Parameters(
            @Parameter(value = "The host that has the port.", defaultValue = "127.0.0.1")
            String host,

            @Parameter("The TCP port.") @Nullable Integer port,

            @Parameter("A file, instead of a port.") @Nullable
            String path,

            @Parameter(
                    "A regular expression, as Python's `re.MULTILINE`, that something in the file, or in what the port says"
                            + " first, has to match. Hosts without GNU grep understand extended regular expressions only,"
                            + " line by line.")
            @Nullable
            String search_regex,

            @Parameter(value = "What is waited for.", defaultValue = "started")
            WaitState state,

            @Parameter(value = "The longest time to wait, in seconds.", defaultValue = "300")
            int timeout,

            @Parameter(value = "How long to wait before the first look, in seconds.", defaultValue = "0")
            int delay,

            @Parameter(value = "The time between two looks, in seconds.", defaultValue = "1")
            int sleep,

            @Parameter(value = "How long one attempt to connect may take, in seconds.", defaultValue = "5")
            int connect_timeout,

            @Parameter("What to say instead if the time runs out.") @Nullable
            String msg) {}

    @Override
    public String name() {
        return "wait_for";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean altersNothing() {
        return true;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        if (wanted.port() != null && wanted.path() != null) {
            throw new TaskFailure("wait_for waits for a port or for a path, not for both", "use two tasks");
        }
        MatchedGroups.requireValid(wanted.search_regex());
        String what = WaitCondition.describe(wanted);
        boolean forNothing = wanted.port() == null && wanted.path() == null;
        Optional<Steps.Await<WaitLook.Seen>> await = forNothing ? Optional.empty() : Optional.of(await(wanted, what));
        List<Step<?>> steps = new ArrayList<>();
        int pause = forNothing ? wanted.timeout() : wanted.delay();
        if (pause > 0) {
            steps.add(new Steps.Sleep(Duration.ofSeconds(pause)));
        }
        await.ifPresent(steps::add);
        Change change = Change.of(what, "waited for", "", "", steps, List.of()).withKind(Change.Kind.WAIT);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("state", wanted.state().name().toLowerCase(java.util.Locale.ROOT));
        values.put("port", wanted.port() == null ? null : wanted.port().longValue());
        values.put("path", wanted.path());
        values.put("search_regex", wanted.search_regex());
        values.put("elapsed", new Unknown("how long the host takes"));
        values.putAll(
                wanted.search_regex() == null
                        ? MatchedGroups.of(null, "")
                        : MatchedGroups.unknown("what will match '" + wanted.search_regex() + "'"));
        return Plan.changes(List.of(change), values)
                .withCompletion(outcomes -> completed(
                        wanted, outcomes, await.flatMap(outcomes::result).map(Steps.Seen::answer)));
    }

    private static Steps.Await<WaitLook.Seen> await(Parameters wanted, String what) {
        return new Steps.Await<>(
                new WaitLook(wanted),
                new WaitLook.Met(what),
                Duration.ofSeconds(Math.max(1, wanted.sleep())),
                Duration.ofSeconds(wanted.timeout()));
    }

    private static Map<String, Object> completed(Parameters wanted, Outcomes outcomes, Optional<WaitLook.Seen> seen) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("elapsed", outcomes.duration().toSeconds());
        if (!outcomes.succeeded()) {
            String message = wanted.msg();
            values.put("msg", message == null ? "Timeout when waiting for " + WaitCondition.describe(wanted) : message);
        }
        values.putAll(MatchedGroups.of(
                wanted.search_regex(), seen.map(WaitLook.Seen::text).orElse("")));
        return values;
    }
}
