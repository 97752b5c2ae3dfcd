package dev.sluice.task;

import dev.sluice.journal.Event;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Plan;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call that was planned before its turn came, whose steps travel together with those of a call before it. */
final class BundledCall {
    /**
     * What the steps of a call do to answers that others may want.
     *
     * @param altered the questions whose answers they alter
     * @param replaced those of them whose new answers differ from the old ones in what can be told beforehand
     * @param unseen what the call will ask after them, and nobody has asked yet
     */
    record Reached(Set<Fact<?>> altered, Set<Fact<?>> replaced, Set<Fact<?>> unseen) {
        static final Reached NOTHING = new Reached(Set.of(), Set.of(), Set.of());
    }

    private final Call call;
    private final Plan plan;
    private final Reobservation after;
    private final Reached reach;
    private final long epoch;
    private final List<StepOutcome<?>> outcomes = new ArrayList<>();
    private final Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private @Nullable UnreachableException lost;

    /**
     * @param after what is read again after its steps
     * @param reach what its steps do to answers
     * @param epoch in which it was planned
     */
    BundledCall(Call call, Plan plan, Reobservation after, Reached reach, long epoch) {
        this.call = call;
        this.plan = plan;
        this.after = after;
        this.reach = reach;
        this.epoch = epoch;
    }

    Call call() {
        return call;
    }

    Plan plan() {
        return plan;
    }

    Reobservation after() {
        return after;
    }

    /** The epoch in which it was planned and carried out. */
    long epoch() {
        return epoch;
    }

    /**
     * Whether an answer has to be read before the steps of a later call, for they alter it, or nobody can tell. What they
     * alter only in a way that cannot be told beforehand, such as the times of a directory in which both calls write, may
     * be read after them, if it is not about what this call changes.
     */
    boolean hasToKnowBefore(BundledCall later, Fact<?> fact) {
        if (reach.unseen().contains(fact)) {
            return true;
        }
        return later.reach.altered().contains(fact)
                && (later.reach.replaced().contains(fact)
                        || plan.changes().stream().anyMatch(change -> names(fact, change.resource())));
    }

    private static boolean names(Fact<?> fact, String resource) {
        return fact.names().stream().anyMatch(name -> name.text().equals(resource));
    }

    /** How its steps ended, in order; the last one may have failed. */
    List<StepOutcome<?>> outcomes() {
        return outcomes;
    }

    /** What was read after its steps and before those of a later call altered it. */
    Map<Fact<?>, Reading> readings() {
        return readings;
    }

    /** The events of its steps that listeners have not been told; they are from now on. */
    List<Event> takeEvents() {
        List<Event> untold = List.copyOf(events);
        events.clear();
        return untold;
    }

    /** Keeps an event until the turn of the call comes. */
    void keep(Event event) {
        events.add(event);
    }

    /** Notes that the connection was lost before its steps were known to have ended. */
    void lose(UnreachableException why) {
        lost = why;
    }

    /** Why its steps failed; null if they did not. */
    @Nullable
    String failure() {
        return outcomes.isEmpty() ? null : outcomes.get(outcomes.size() - 1).failure();
    }

    void requireConnection() throws UnreachableException {
        if (lost != null) {
            throw lost;
        }
    }
}
