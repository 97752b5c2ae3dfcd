package dev.sluice.spi;

import dev.sluice.spi.value.Answer;
import java.time.Instant;
import java.util.List;

/** All that a module can read. Nothing in here writes, and nothing tells check from apply. */
public interface Facts {
    /**
     * The answer to a question: from the predicted effects of earlier tasks, else from what was read in this run, else
     * from the target.
     *
     * @throws dev.sluice.spi.value.UnknownAnswerException if it depends on what the run will do; let it pass, the engine
     *     makes the task undecided
     */
    default <V> V get(Fact<V> fact) {
        return ask(fact).get();
    }

    /** As {@link #get}, for a module that can go on without knowing. */
    <V> Answer<V> ask(Fact<V> fact);

    /**
     * Says that all of these will be asked, so that they cost one round trip together. Call it first; it only hints and
     * never has another effect.
     */
    void prefetch(Fact<?>... facts);

    /**
     * The same facts of another target, reached as the inventory says, by the user that the task becomes: the host under a
     * cluster, the server of an export, the other end of a copy.
     *
     * @param target its name in the inventory
     * @throws TaskFailure if the inventory has no such target, or it cannot be reached
     */
    default Facts on(String target) {
        throw new TaskFailure("no target '" + target + "' in the inventory");
    }

    /** What will be seen once these changes are made as well: for the rest of the same plan. */
    Facts after(List<Change> changes);

    /** What the facts are about. */
    Target target();

    /** The user through whose eyes the target is seen and by whom steps are run; never empty. */
    String user();

    /** The files and templates on the machine where Sluice runs. */
    Controller controller();

    /** When the run started; the only clock that a plan may use. */
    Instant now();
}
