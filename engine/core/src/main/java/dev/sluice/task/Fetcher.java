package dev.sluice.task;

import dev.sluice.overlay.Memory;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.Question;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.Fact;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.state.TargetState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Repeats a plan until nothing is missing any more, and fetches what is missing with as few round trips as possible: what
 * the plan itself hinted at and what the plans of coming tasks will ask are fetched together.
 */
public final class Fetcher {
    private static final int MOST_REPEATS = 10_000;

    /** Something that needs facts. */
    public interface Attempt<T> extends Supplier<T> {}

    private Fetcher() {}

    /**
     * The result of an attempt.
     *
     * @param target whose facts are missing
     * @param session the session of the call; other users' questions go through their own open sessions
     * @param lookAhead hints at what coming tasks will ask; run before each fetch
     */
    public static <T> T settle(TargetState target, Session session, Runnable lookAhead, Attempt<T> attempt)
            throws UnreachableException {
        for (int repeat = 0; repeat < MOST_REPEATS; repeat++) {
            try {
                return attempt.get();
            } catch (MissingAnswerException missing) {
                fetch(target, session, missing.question(), lookAhead);
            }
        }
        throw new IllegalStateException("a plan keeps asking new questions about " + target.name());
    }

    /**
     * The result of an attempt that may concern several targets.
     *
     * @param session the session with the target on which the call acts
     * @param lookAhead hints at what coming tasks will ask of that target
     */
    public static <T> T settle(SeenTargets targets, Session session, Runnable lookAhead, Attempt<T> attempt)
            throws UnreachableException {
        TargetState own = targets.call().target();
        for (int repeat = 0; repeat < MOST_REPEATS; repeat++) {
            try {
                return attempt.get();
            } catch (MissingAnswerException missing) {
                TargetState asked = targets.state(missing.target());
                boolean here = asked == own;
                Session through = here ? session : targets.session(missing.target());
                fetch(asked, through, missing.question(), here ? lookAhead : () -> {});
            }
        }
        throw new IllegalStateException("a plan keeps asking new questions about " + own.name());
    }

    private static void fetch(TargetState target, Session session, Question first, Runnable lookAhead)
            throws UnreachableException {
        Memory memory = target.memory();
        Set<Question> wanted = new LinkedHashSet<>();
        wanted.add(first);
        lookAhead.run();
        wanted.addAll(memory.takeHints());
        wanted.removeIf(memory::knows);
        read(target, session, wanted);
    }

    private static void read(TargetState target, Session session, Set<Question> questions) throws UnreachableException {
        Map<Viewpoint, List<Fact<?>>> together = new LinkedHashMap<>();
        questions.forEach(question -> together.computeIfAbsent(question.from(), from -> new ArrayList<>())
                .add(question.fact()));
        for (Map.Entry<Viewpoint, List<Fact<?>>> entry : together.entrySet()) {
            String user = entry.getKey().user();
            Session through = user.equals(session.user()) ? session : target.sessionOf(user);
            if (through != null) {
                long epoch = target.memory().epoch().now();
                Map<Fact<?>, Reading> readings =
                        through.read(entry.getValue(), entry.getKey().environment());
                readings.forEach(
                        (fact, reading) -> target.memory().put(new Question(fact, entry.getKey()), reading, epoch));
            }
        }
    }
}
