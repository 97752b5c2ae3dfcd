package dev.sluice.modules.system.flow;

import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Protocol;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Sets variables of the host, as Ansible's {@code set_fact}. */
public final class SetFactModule implements Module<SetFactModule.Parameters> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Description(
            value = "Sets variables that the host keeps for the rest of the run.",
            example = "- set_fact: free_bytes=\"{{ room.stdout | int }}\"",
            returns = "ansible_facts: the variables")
    record Parameters(
            @Parameter(value = "Names and values of the variables.", freeForm = true, variables = true)
            Map<String, Object> variables,

            @Parameter("Whether `ansible_facts` gets them too.")
            boolean cacheable) {}

    @Override
    public String name() {
        return "set_fact";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Set<Protocol> needs() {
        return Set.of();
    }

    @Override
    public boolean altersNothing() {
        return true;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        if (wanted.variables().isEmpty()) {
            throw new TaskFailure("set_fact needs at least one variable");
        }
        for (String name : wanted.variables().keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new TaskFailure(
                        "'" + name + "' is not a valid variable name",
                        "use letters, digits and underscores, not starting with a digit");
            }
        }
        Map<String, Object> gathered = wanted.cacheable() ? Map.of("ansible_facts", wanted.variables()) : Map.of();
        return Plan.unchanged(gathered).withVariables(wanted.variables());
    }
}
