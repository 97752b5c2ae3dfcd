package dev.sluice.task;

import dev.sluice.journal.Event;
import dev.sluice.overlay.Question;
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
    private final Call call;
    private final Plan plan;
    private final Reobservation after;
    private final Set<Question> replaced;
    private final long epoch;
    private final List<StepOutcome<?>> outcomes = new ArrayList<>();
    private final Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private @Nullable UnreachableException lost;

    /**
     * @param after what is read again after its steps
     * @param replaced the questions whose answers its steps alter in a way that can be told beforehand
     * @param epoch in which it was planned
     */
    BundledCall(Call call, Plan plan, Reobservation after, Set<Question> replaced, long epoch) {
        this.call = call;
        this.plan = plan;
        this.after = after;
        this.replaced = replaced;
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
     * Whether an answer has to be read before a later call alters it: one about what this call changed, and one that will
     * be another in more than nobody can tell beforehand, such as the times of a directory in which both write.
     */
    boolean mindsThat(BundledCall later, Question question) {
        return later.replaced.contains(question)
                || plan.changes().stream()
                        .anyMatch(change -> question.fact().names().stream()
                                .anyMatch(name -> name.text().equals(change.resource())));
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
