package dev.sluice.cli;

import dev.sluice.connection.Connectors;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The connection {@code separate}: every host is a machine for itself, played by a shell on this one. */
public final class SeparateMachines implements Family {
    private static final Connector LOCAL =
            Connectors.standard(System.getProperty("user.name"), Path.of("/"), Map.of()).stream()
                    .filter(connector -> connector.name().equals("local"))
                    .findFirst()
                    .orElseThrow();

    private record Separate() implements Connector {
        @Override
        public String name() {
            return "separate";
        }

        @Override
        public boolean understands(Protocol protocol) {
            return LOCAL.understands(protocol);
        }

        @Override
        public Session open(Target target, Become become) throws UnreachableException {
            return LOCAL.open(target, become);
        }
    }

    @Override
    public String name() {
        return "separate";
    }

    @Override
    public List<Module<?>> modules() {
        return List.of();
    }

    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of();
    }

    @Override
    public List<Connector> connectors() {
        return List.of(new Separate());
    }
}
