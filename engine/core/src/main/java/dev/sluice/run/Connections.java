package dev.sluice.run;

import dev.sluice.spi.Suggestions;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connectors by name. */
public final class Connections {
    private final Map<String, Connector> byName = new LinkedHashMap<>();
    private final @Nullable Connector offline;

    /**
     * @param offline takes the place of every connection; null to connect
     */
    public Connections(Collection<Connector> connectors, @Nullable Connector offline) {
        this.offline = offline;
        connectors.forEach(connector -> byName.put(connector.name(), connector));
    }

    /** The names that {@code connection} may have. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Opens, or takes the open one, for a call. */
    Session session(Call call) throws UnreachableException {
        return call.target().session(connector(call.connection()), call.become());
    }

    /**
     * Requires that the connection of a call offers what its module needs.
     *
     * @throws TaskFailure if it does not
     */
    void requireFit(Call call) {
        String module = call.bound().module().name();
        for (Protocol need : call.bound().module().needs()) {
            if (!understands(call.connection(), need)) {
                throw new TaskFailure("'" + module + "' cannot act on '"
                        + call.target().name() + "': " + TargetFit.why(module, call.connection(), need));
            }
        }
    }

    /** Whether every connection offers a protocol. */
    boolean allUnderstand(Protocol protocol) {
        return byName.keySet().stream().allMatch(name -> understands(name, protocol));
    }

    /** Whether a connection offers a protocol; true for a connection that does not exist, which is another mistake. */
    boolean understands(String name, Protocol protocol) {
        Connector connector = offline == null ? byName.get(name) : offline;
        return connector == null || connector.understands(protocol);
    }

    Connector connector(String name) throws UnreachableException {
        Connector connector = offline == null ? byName.get(name) : offline;
        if (connector == null) {
            throw new UnreachableException("unknown connection '" + name + "'. "
                    + Suggestions.didYouMean(name, byName.keySet()) + " Known: " + String.join(", ", byName.keySet()));
        }
        return connector;
    }

    public void close() {
        byName.values().forEach(Connector::close);
    }
}
