package dev.sluice.run;

import dev.sluice.spi.Suggestions;
import dev.sluice.spi.connection.Connector;
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

    Connector connector(String name) throws UnreachableException {
        Connector connector = offline == null ? byName.get(name) : offline;
        if (connector == null) {
            throw new UnreachableException("there is no connection '" + name + "'. "
                    + Suggestions.didYouMean(name, byName.keySet()) + " Known: " + String.join(", ", byName.keySet()));
        }
        return connector;
    }

    public void close() {
        byName.values().forEach(Connector::close);
    }
}
