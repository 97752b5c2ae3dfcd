package dev.sluice.state;

import dev.sluice.spi.connection.UnreachableException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.TreeSet;

/**
 * Holds the locks of every target that a task concerns while it is planned and carried out. They are taken in one order by
 * all tasks, so that two tasks never wait for each other; which targets a task concerns shows when it is planned, and
 * planning can be repeated.
 */
public final class TargetLocks {
    private static final Comparator<TargetState> ORDER = Comparator.comparing(
                    (TargetState target) -> target.machine().name())
            .thenComparing(target -> System.identityHashCode(target.machine()));

    private TargetLocks() {}

    /** What is done while the locks are held. */
    public interface Work<T> {
        T run() throws UnreachableException;
    }

    /** Runs with the lock of a target, and once more with those of others for each that turns out to be needed. */
    public static <T> T holding(TargetState first, Work<T> work) throws UnreachableException {
        TreeSet<TargetState> needed = new TreeSet<>(ORDER);
        needed.add(first);
        while (true) {
            Deque<TargetState> held = new ArrayDeque<>();
            try {
                for (TargetState target : needed) {
                    target.lock().lock();
                    held.push(target);
                }
                return work.run();
            } catch (TargetNeeded another) {
                if (!needed.add(another.target())) {
                    throw new IllegalStateException(
                            "the lock of " + another.target().name() + " is held", another);
                }
            } finally {
                held.forEach(target -> target.lock().unlock());
            }
        }
    }
}
