package dev.sluice.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A question whose script gets variables besides: those that the task's {@code environment} gives to what it runs.
 *
 * @param fact the question
 * @param environment values by name; names are those of shell variables
 */
record InEnvironment<V>(ShellFact<V> fact, Map<String, String> environment) implements ShellFact<V> {
    /** Asks questions with variables; each answer is that of the question itself. */
    static Map<Fact<?>, Reading> read(Session session, List<Fact<?>> facts, Map<String, String> environment)
            throws UnreachableException {
        String objection = RunScript.objection(environment);
        Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
        Map<Fact<?>, Fact<?>> asked = new LinkedHashMap<>();
        for (Fact<?> fact : facts) {
            if (objection != null) {
                readings.put(fact, new Reading.Broken(objection));
            } else {
                asked.put(fact instanceof ShellFact<?> shell ? new InEnvironment<>(shell, environment) : fact, fact);
            }
        }
        if (!asked.isEmpty()) {
            session.read(List.copyOf(asked.keySet()))
                    .forEach((question, reading) -> readings.put(asked.getOrDefault(question, question), reading));
        }
        return readings;
    }

    @Override
    public Script script() {
        List<Script> exports = new ArrayList<>();
        environment.forEach((name, value) -> exports.add(Script.of("export {}={}\n", name, value)));
        return Script.of("{}{}", Script.join("", exports), fact.script());
    }

    @Override
    public V parse(Output output) {
        return fact.parse(output);
    }

    @Override
    public Set<Name> names() {
        return fact.names();
    }

    @Override
    public String describe() {
        return fact.describe();
    }
}
