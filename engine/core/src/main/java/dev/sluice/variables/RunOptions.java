package dev.sluice.variables;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for on the command line.
 *
 * @param extraVariables variables that win over all others
 * @param tags run only tasks with one of these; empty for all
 * @param skipTags run no task with one of these
 * @param forks how many hosts are worked on at the same time
 * @param become become another user even where no task says so
 * @param becomeUser whom; empty for root
 * @param user the user to connect as; empty for what the inventory and the connection say
 * @param connection the connection to use where the inventory says nothing; empty for ssh
 * @param startAt the name of the task to start at; empty for the first
 * @param verbosity how much is told, 0 to 4
 * @param difference whether full texts are compared
 * @param memory how long something that was read is relied on
 * @param answers what phases asked a person for, by the phase's id and the variable's name
 * @param settings further variables of connections, such as a private key, below the inventory's
 */
public record RunOptions(
        Map<String, @Nullable Object> extraVariables,
        List<String> tags,
        List<String> skipTags,
        int forks,
        boolean become,
        String becomeUser,
        String user,
        String connection,
        String startAt,
        int verbosity,
        boolean difference,
        Duration memory,
        Map<String, Map<String, @Nullable Object>> answers,
        Map<String, @Nullable Object> settings) {
    /** What a phase asked a person for ({@code vars_prompt}). */
    public Map<String, @Nullable Object> answers(String phase) {
        return answers.getOrDefault(phase, Map.of());
    }

    /** Nothing special. */
    public static final RunOptions USUAL = new RunOptions(
            Map.of(),
            List.of(),
            List.of(),
            32,
            false,
            "",
            "",
            "",
            "",
            0,
            true,
            Duration.ofSeconds(60),
            Map.of(),
            Map.of());
}
