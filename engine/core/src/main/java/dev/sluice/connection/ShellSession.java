package dev.sluice.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.spi.connection.UnreachableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session through framed shells. A shell that had to be given up (it hung, or something it started may still print into
 * its output) is replaced by a fresh one when the next request comes.
 */
final class ShellSession implements Session, Asker {
    /**
     * How patient a session is.
     *
     * @param opening for starting a shell
     * @param question for one fact
     */
    record Timeouts(Duration opening, Duration question) {}

    private static final int MOST_RETIRED = 3;

    private final Launcher launcher;
    private final BecomeWay way;
    private final Nonces nonces;
    private final Timeouts timeouts;
    private final FactReader reader;
    private final StepRunner runner;
    private final AtomicLong roundTrips = new AtomicLong();
    private final Deque<FramedShell> retired = new ArrayDeque<>();
    private final Object monitor = new Object();
    private @Nullable FramedShell current;
    private boolean interrupted;
    private boolean closed;

    private ShellSession(Launcher launcher, BecomeWay way, Nonces nonces, Timeouts timeouts) {
        this.launcher = launcher;
        this.way = way;
        this.nonces = nonces;
        this.timeouts = timeouts;
        this.reader = new FactReader(this, timeouts.question());
        this.runner = new StepRunner(this, nonces, reader);
    }

    /** Opens a session and waits until its shell is ready. */
    static ShellSession open(Launcher launcher, BecomeWay way, Nonces nonces, Timeouts timeouts)
            throws UnreachableException {
        ShellSession session = new ShellSession(launcher, way, nonces, timeouts);
        session.shell();
        return session;
    }

    private FramedShell shell() throws UnreachableException {
        synchronized (monitor) {
            if (closed) {
                throw new UnreachableException(launcher.describe() + ": the session is closed");
            }
            if (current != null && current.isUsable()) {
                return current;
            }
            if (current != null) {
                retire(current);
                current = null;
            }
        }
        roundTrips.incrementAndGet();
        FramedShell opened = FramedShell.open(launcher, way, nonces.next(), timeouts.opening());
        synchronized (monitor) {
            if (closed) {
                opened.close();
            }
            current = opened;
        }
        return opened;
    }

    /**
     * Keeps a shell open whose background processes may still print, for they could die of a closed output; but not many,
     * for each one counts as a session of the server.
     */
    private void retire(FramedShell old) {
        retired.add(old);
        while (retired.size() > MOST_RETIRED) {
            retired.remove().close();
        }
    }

    @Override
    public Ending ask(Request request, Exchange exchange) throws UnreachableException {
        FramedShell open = shell();
        synchronized (monitor) {
            if (interrupted) {
                return new Ending(130, Ending.Stop.INTERRUPT);
            }
        }
        roundTrips.incrementAndGet();
        try {
            return open.run(request, exchange);
        } catch (ConnectionLostException lost) {
            open.close();
            throw new UnreachableException(
                    launcher.describe() + ": the connection was lost (" + lost.getMessage() + ")"
                            + (request.step()
                                    ? " while a step was running; it is not known whether the step happened"
                                    : ""),
                    lost);
        }
    }

    @Override
    public String user() {
        return way.user(launcher.user());
    }

    @Override
    public Map<Fact<?>, Reading> read(List<Fact<?>> facts) throws UnreachableException {
        begin();
        return reader.read(facts);
    }

    @Override
    public Map<Fact<?>, Reading> read(List<Fact<?>> facts, Map<String, String> environment)
            throws UnreachableException {
        return environment.isEmpty() ? read(facts) : InEnvironment.read(this, facts, environment);
    }

    @Override
    public StepOutcome<?> perform(Step<?> step, StepContext context) throws UnreachableException {
        begin();
        return runner.perform(step, context, List.of()).outcome();
    }

    @Override
    public Performed perform(Step<?> step, StepContext context, List<Fact<?>> questions) throws UnreachableException {
        begin();
        return runner.perform(step, context, questions);
    }

    @Override
    public void perform(List<PlannedStep> steps, Consumer<Performed> done) throws UnreachableException {
        begin();
        runner.perform(steps, done);
    }

    private void begin() {
        synchronized (monitor) {
            interrupted = false;
            if (current != null) {
                current.resume();
            }
        }
    }

    @Override
    public void interrupt() {
        synchronized (monitor) {
            interrupted = true;
            monitor.notifyAll();
            if (current != null) {
                current.interrupt();
            }
        }
    }

    @Override
    public long roundTrips() {
        return roundTrips.get();
    }

    @Override
    public void close() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
            if (current != null) {
                current.close();
            }
            retired.forEach(each -> each.close());
            retired.clear();
        }
    }
}
