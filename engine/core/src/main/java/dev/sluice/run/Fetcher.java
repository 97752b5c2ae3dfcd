package dev.sluice.run;

import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.Question;
import dev.sluice.plan.Memory;
import dev.sluice.spi.Fact;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
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
final class Fetcher {
    private static final int MOST_ROUNDS = 6;
    private static final int MOST_REPEATS = 10_000;

    /** Something that needs facts. */
    interface Attempt<T> extends Supplier<T> {}

    private Fetcher() {}

    /**
     * The result of an attempt.
     *
     * @param target whose facts are missing
     * @param session the session of the call; other users' questions go through their own open sessions
     * @param lookAhead hints at what coming tasks will ask; run before each fetch
     */
    static <T> T settle(TargetState target, Session session, Runnable lookAhead, Attempt<T> attempt)
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

    private static void fetch(TargetState target, Session session, Question first, Runnable lookAhead)
            throws UnreachableException {
        Memory memory = target.memory();
        Set<Question> wanted = new LinkedHashSet<>();
        wanted.add(first);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            lookAhead.run();
            wanted.addAll(memory.takeHints());
            wanted.removeIf(memory::knows);
            if (wanted.isEmpty()) {
                return;
            }
            read(target, session, wanted);
            wanted.clear();
        }
    }

    private static void read(TargetState target, Session session, Set<Question> questions) throws UnreachableException {
        Map<String, List<Fact<?>>> byUser = new LinkedHashMap<>();
        questions.forEach(question -> byUser.computeIfAbsent(question.user(), user -> new ArrayList<>())
                .add(question.fact()));
        for (Map.Entry<String, List<Fact<?>>> entry : byUser.entrySet()) {
            Session through = entry.getKey().equals(session.user()) ? session : target.sessionOf(entry.getKey());
            if (through != null) {
                Map<Fact<?>, Reading> readings = through.read(entry.getValue());
                readings.forEach((fact, reading) -> target.memory().put(new Question(fact, entry.getKey()), reading));
            }
        }
    }
}
