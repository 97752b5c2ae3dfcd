package dev.sluice.variables;

import dev.sluice.runbook.TagFilter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for on the command line.
 *
 * @param variables variables that the person gives
 * @param tags which tasks are run
 * @param login how targets are reached where nothing else says so
 * @param display how much is told
 * @param pace how fast it goes
 */
public record RunOptions(Variables variables, TagFilter tags, Login login, Display display, Pace pace) {
    /** Nothing special. */
    public static final RunOptions USUAL = new RunOptions(
            new Variables(Map.of(), Map.of(), Map.of()),
            new TagFilter(List.of(), List.of()),
            new Login("", "", false, ""),
            new Display(0, true),
            new Pace(32, Duration.ofSeconds(60)));

    /**
     * Variables that a person gives.
     *
     * @param extra variables that win over all others
     * @param answers what phases asked a person for ({@code vars_prompt}), by the phase's id and the variable's name
     * @param settings further variables of connections, such as a private key, below the inventory's
     */
    public record Variables(
            Map<String, @Nullable Object> extra,
            Map<String, Map<String, @Nullable Object>> answers,
            Map<String, @Nullable Object> settings) {}

    /**
     * How targets are reached.
     *
     * @param user the user to connect as; empty for what the inventory and the connection say
     * @param connection the connection to use where the inventory says nothing; empty for ssh
     * @param become become another user even where no task says so
     * @param becomeUser whom; empty for root
     */
    public record Login(String user, String connection, boolean become, String becomeUser) {}

    /**
     * How much is told.
     *
     * @param verbosity 0 to 4
     * @param difference whether full texts are compared
     */
    public record Display(int verbosity, boolean difference) {}

    /**
     * How fast a run goes.
     *
     * @param forks how many hosts are worked on at the same time
     * @param memory how long something that was read is relied on
     */
    public record Pace(int forks, Duration memory) {}

    /** What a phase asked a person for ({@code vars_prompt}). */
    public Map<String, @Nullable Object> answers(String phase) {
        return variables.answers().getOrDefault(phase, Map.of());
    }
}
