package dev.sluice.task;

import dev.sluice.runbook.Task;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Prerequisite;
import dev.sluice.state.Connections;
import dev.sluice.state.HostState;
import dev.sluice.state.ScopeFactory;
import dev.sluice.state.TargetState;
import dev.sluice.variables.SettingsResolver;
import org.jspecify.annotations.Nullable;

/** Gets the facts that a task needs, together with those that the tasks after it will need. */
public final class TaskFacts {
    private final Connections connections;
    private final ScopeFactory scopes;
    private final SettingsResolver settings;
    private final LookAhead lookAhead;
    private final ThreadLocal<@Nullable Task> current = new ThreadLocal<>();

    public TaskFacts(Connections connections, ScopeFactory scopes, SettingsResolver settings, LookAhead lookAhead) {
        this.connections = connections;
        this.scopes = scopes;
        this.settings = settings;
        this.lookAhead = lookAhead;
    }

    /** Repeats an evaluation before the first task until nothing it needs is missing. */
    public <T> T settle(HostState host, Fetcher.Attempt<T> attempt) throws UnreachableException {
        current.remove();
        return settled(host, attempt);
    }

    /** Repeats an evaluation for a task until nothing it needs is missing. */
    public <T> T settle(HostState host, Task task, Fetcher.Attempt<T> attempt) throws UnreachableException {
        current.set(task);
        return settled(host, attempt);
    }

    private <T> T settled(HostState host, Fetcher.Attempt<T> attempt) throws UnreachableException {
        TargetState target = host.target();
        try {
            return attempt.get();
        } catch (Prerequisite needed) {
            target.lock().lock();
            try {
                String connection = settings.connection(null, scopes.scope(host));
                Session session = target.session(connections.connector(connection), Become.NONE);
                return Fetcher.settle(target, session, ahead(host), attempt);
            } finally {
                target.lock().unlock();
            }
        }
    }

    /** Hints at what the tasks after the current one will ask of a host. */
    public Runnable ahead(HostState host) {
        return () -> {
            Task task = current.get();
            if (task != null) {
                lookAhead.after(task, host);
            }
        };
    }
}
