package dev.sluice.state;

import dev.sluice.spi.Suggestions;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
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

    /** Whether every connection offers a protocol. */
    public boolean allUnderstand(Protocol protocol) {
        return byName.keySet().stream().allMatch(name -> understands(name, protocol));
    }

    /** Whether a connection offers a protocol; true for a connection that does not exist, which is another mistake. */
    public boolean understands(String name, Protocol protocol) {
        Connector connector = offline == null ? byName.get(name) : offline;
        return connector == null || connector.understands(protocol);
    }

    /** Why a module and a connection do not fit. */
    public static String why(String module, String connection, Protocol need) {
        return module + " needs a " + need.name() + ", and the connection '" + connection + "' does not provide one";
    }

    public Connector connector(String name) throws UnreachableException {
        Connector connector = offline == null ? byName.get(name) : offline;
        if (connector == null) {
            throw new UnreachableException("unknown connection '" + name + "'. "
                    + Suggestions.didYouMean(name, byName.keySet()) + " Known: " + String.join(", ", byName.keySet()));
        }
        return connector;
    }

    /** What tells the machine of a target from the others that a connection reaches. */
    public String machine(String connection, Target target) {
        Connector connector = offline == null ? byName.get(connection) : offline;
        return connector == null ? target.name() : connector.machine(target);
    }

    public void close() {
        byName.values().forEach(Connector::close);
    }
}
