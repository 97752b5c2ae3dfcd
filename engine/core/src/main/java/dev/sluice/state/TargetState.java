package dev.sluice.state;

import dev.sluice.overlay.Memory;
import dev.sluice.overlay.Overlay;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run holds of one target: its sessions, and the machine that it names. Whoever acts on the target holds the lock of the
 * machine, because another host's task may be delegated to it, or reach it under another name.
 */
public final class TargetState {
    /** The connection with the machine on which Sluice runs, and the name of that machine. */
    static final String LOCAL = "local";

    private final Machine machine;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final String name;
    private final Supplier<Target> description;
    private @Nullable Target target;
    private @Nullable UnreachableException refused;
    private @Nullable UnreachableException refusedBefore;

    /**
     * @param description how the target is reached, computed when it is first connected to
     */
    TargetState(String name, Machine machine, Supplier<Target> description) {
        this.description = description;
        this.name = name;
        this.machine = machine;
    }

    /** A target that is the only name of its machine. */
    public TargetState(String name, Memory memory, Supplier<Target> description) {
        this(name, new Machine(name, memory), description);
    }

    public String name() {
        return name;
    }

    Machine machine() {
        return machine;
    }

    /** Whether it is the machine on which Sluice runs, as far as the inventory tells. */
    public boolean isController() {
        return machine.name().equals(LOCAL);
    }

    /** What was read from its machine, under whichever name. */
    public Memory memory() {
        return machine.memory();
    }

    /** The lock of its machine: the same for every name that this has. */
    public ReentrantLock lock() {
        return machine.lock();
    }

    /** The world as it is predicted to be (in a check) or as it was read (in an apply). */
    public Overlay world() {
        return machine.world();
    }

    /**
     * Starts another pass without predictions; what was read stays. A target that could not be reached is not tried a second
     * time for the first that wants it: an apply follows its check at once.
     */
    public void beginPass() {
        machine.forgetPredictions();
        refusedBefore = refused;
        refused = null;
    }

    /** Forgets what was found so far: it is some time ago. */
    public void forgetObservations() {
        machine.memory().forgetAll();
        refused = null;
    }

    /** The target with the variables that say how it is reached. */
    public Target target() {
        Target described = target;
        if (described == null) {
            described = description.get();
            target = described;
        }
        return described;
    }

    /** The session as a user if it is open; null if it is not. */
    @Nullable
    public Session openSession(Become become) {
        synchronized (sessions) {
            Session own = sessions.get(key(Become.NONE));
            boolean already = own != null
                    && own.user().equals(become.user())
                    && !become.method().isEmpty();
            return already ? own : sessions.get(key(become));
        }
    }

    private static String key(Become become) {
        return become.method() + " " + become.user() + " " + become.flags();
    }

    /**
     * The session as a user, opened at its first use. Becoming who one already is takes no program.
     *
     * @throws UnreachableException if it cannot be opened
     */
    public Session session(Connector connector, Become become) throws UnreachableException {
        if (!become.method().isEmpty()) {
            session(connector, Become.NONE);
        }
        Session open = openSession(become);
        if (open == null) {
            open = open(connector, become);
            synchronized (sessions) {
                sessions.put(key(become), open);
            }
        }
        return open;
    }

    private Session open(Connector connector, Become become) throws UnreachableException {
        if (!become.equals(Become.NONE)) {
            return connector.open(target(), become);
        }
        UnreachableException known = refusedBefore;
        refusedBefore = null;
        if (known != null) {
            throw known;
        }
        try {
            return connector.open(target(), become);
        } catch (UnreachableException lost) {
            refused = lost;
            throw lost;
        }
    }

    /** The open session of a user; for questions that are asked through the same eyes again. */
    @Nullable
    public Session sessionOf(String user) {
        for (Session session : sessions()) {
            if (session.user().equals(user)) {
                return session;
            }
        }
        return null;
    }

    public List<Session> sessions() {
        synchronized (sessions) {
            return new ArrayList<>(sessions.values());
        }
    }

    /** Ends running steps; safe from any thread. */
    public void interrupt() {
        sessions().forEach(Session::interrupt);
    }

    /** Closes the sessions; they are opened again at the next use. */
    public void disconnect() {
        List<Session> open = sessions();
        synchronized (sessions) {
            sessions.clear();
        }
        open.forEach(Session::close);
    }

    public long roundTrips() {
        return sessions().stream().mapToLong(Session::roundTrips).sum();
    }
}
