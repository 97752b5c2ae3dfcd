package dev.sluice.state;

import dev.sluice.runbook.Phase;
import dev.sluice.template.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which hosts a phase runs on: {@code hosts} may be a template of variables that are known before the run. */
public record PhaseHosts(Setup setup) {
    /** The hosts of the inventory that the phase means, within the limit of the run. */
    public List<String> of(Phase phase) {
        return setup.hosts().matching(pattern(phase));
    }

    /**
     * The pattern of a phase with its variables put in.
     *
     * @throws dev.sluice.spi.value.Interruption if it cannot be evaluated
     */
    public String pattern(Phase phase) {
        Map<String, @Nullable Object> variables =
                new LinkedHashMap<>(setup.options().answers(phase.id()));
        variables.putAll(setup.options().variables().extra());
        Object value = setup.renderer().value(phase.hosts(), Scope.of(variables));
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(String::valueOf).toList());
        }
        return String.valueOf(value);
    }
}
