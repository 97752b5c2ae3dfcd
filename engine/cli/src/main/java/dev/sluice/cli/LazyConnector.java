package dev.sluice.cli;

import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connector that is only made when it is used: most runs need one kind of connection. */
final class LazyConnector implements Connector {
    private final String name;
    private final Predicate<Protocol> protocols;
    private final Supplier<Connector> maker;
    private @Nullable Connector made;

    /**
     * @param protocols what it will understand
     */
    LazyConnector(String name, Predicate<Protocol> protocols, Supplier<Connector> maker) {
        this.name = name;
        this.protocols = protocols;
        this.maker = maker;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Protocol protocol) {
        return protocols.test(protocol);
    }

    @Override
    public String machine(Target target) {
        return made().machine(target);
    }

    @Override
    public Session open(Target target, Become become) throws UnreachableException {
        return made().open(target, become);
    }

    private synchronized Connector made() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (made != null) {
            made.close();
        }
    }
}
