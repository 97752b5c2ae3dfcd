package dev.sluice.task;

import dev.sluice.overlay.Memory;
import dev.sluice.overlay.Question;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.BatchedFact;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Interruption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What can no longer be relied on after changes of one target, and what of it is asked together with them.
 *
 * @param altered the questions whose answers the changes may have altered
 * @param doubtful those, and more whose answers are forgotten because they cost next to nothing to ask again
 * @param questions what the plan will ask again, and what costs next to nothing
 */
record Reobservation(Set<Question> altered, Set<Question> doubtful, List<Fact<?>> questions) {
    static final Reobservation NOTHING = new Reobservation(Set.of(), Set.of(), List.of());

    /** How many questions of other tasks are asked together with a change. */
    private static final int MOST_BESIDE = 100;

    /** What is, or will be, the answer to a question. */
    interface Answers {
        Answer<?> of(Question question);
    }

    /**
     * The questions whose answers changes alter: everything after an opaque command, and what names something that was
     * changed, for effects may leave something out.
     *
     * @param memory what was read before
     * @param before the answers before the effects
     * @param after the answers after them
     */
    static Set<Question> altered(List<Change> changes, Memory memory, Answers before, Answers after) {
        List<Effect> effects =
                changes.stream().flatMap(change -> change.effects().stream()).toList();
        if (effects.stream().anyMatch(SuspectedEffect.class::isInstance)) {
            return new LinkedHashSet<>(memory.questions());
        }
        Set<Question> altered = new LinkedHashSet<>();
        changes.forEach(change -> altered.addAll(memory.naming(change.resource())));
        for (Question question : memory.reachedBy(effects)) {
            if (isAltered(question, before, after)) {
                altered.add(question);
            }
        }
        return altered;
    }

    /**
     * What follows from the questions that are altered.
     *
     * @param asked the questions of the plan
     * @param memory what was read before
     * @param user whose session carries out the changes: it asks what was asked through the same eyes
     */
    static Reobservation of(Set<Question> altered, Set<Question> asked, Memory memory, String user) {
        Set<Question> doubtful = new LinkedHashSet<>();
        for (Question question : asked) {
            if (question.fact() instanceof BatchedFact && memory.knows(question)) {
                doubtful.add(question);
            }
        }
        doubtful.addAll(altered);
        return new Reobservation(altered, doubtful, questions(doubtful, asked, user));
    }

    /**
     * As above, after exact changes: nothing else is in doubt.
     *
     * @param more what the plan will ask then for the first time
     */
    static Reobservation exactly(Set<Question> altered, Set<Question> asked, Set<Question> more, String user) {
        List<Fact<?>> questions = questions(altered, asked, user);
        more.forEach(question -> questions.add(question.fact()));
        return new Reobservation(altered, altered, questions);
    }

    private static List<Fact<?>> questions(Set<Question> doubtful, Set<Question> asked, String user) {
        List<Fact<?>> questions = new ArrayList<>();
        for (Question question : doubtful) {
            boolean wanted = asked.contains(question)
                    || question.fact() instanceof BatchedFact && questions.size() < MOST_BESIDE;
            if (wanted && question.from().equals(Viewpoint.of(user))) {
                questions.add(question.fact());
            }
        }
        return questions;
    }

    /** Whether an answer is another one after the effects, or cannot be told to be the same. */
    static boolean isAltered(Question question, Answers before, Answers after) {
        try {
            return !before.of(question).equals(after.of(question));
        } catch (Interruption cannotTell) {
            return true;
        }
    }
}
