package dev.sluice.overlay;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.value.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read from one target in this run. An answer is used for a limited time: a run of hours does not decide on what
 * was true at its start. Used by one thread at a time.
 */
public final class Memory implements Observations {
    private record Entry(Reading reading, Instant read, long epoch) {}

    private final Map<Question, Entry> entries = new HashMap<>();
    private final Set<Question> hinted = new LinkedHashSet<>();
    /** Made when it is first needed: a check changes nothing, so it needs none. */
    private @Nullable QuestionIndex index;

    private final InstantSource clock;
    private final Duration lifetime;
    private final Epoch epoch;

    /**
     * @param clock tells how old an answer is
     * @param lifetime how long an answer is used
     * @param epoch in which answers are used that were read in it
     */
    public Memory(InstantSource clock, Duration lifetime, Epoch epoch) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.epoch = epoch;
    }

    /** A memory of its own. */
    public Memory(InstantSource clock, Duration lifetime) {
        this(clock, lifetime, new Epoch());
    }

    /** What makes answers old; shared with other targets. */
    public Epoch epoch() {
        return epoch;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
        Question question = new Question(fact, from);
        Entry entry = fresh(question);
        if (entry == null) {
            throw new MissingAnswerException(question);
        }
        if (entry.reading() instanceof Reading.Answered answered) {
            return (Answer<V>) answered.answer();
        }
        throw new TaskFailure(((Reading.Broken) entry.reading()).message());
    }

    private @Nullable Entry fresh(Question question) {
        Entry entry = entries.get(question);
        boolean old = entry != null
                && (entry.epoch() < epoch.now() || entry.read().plus(lifetime).isBefore(clock.instant()));
        if (old) {
            entries.remove(question);
            return null;
        }
        return entry;
    }

    /** Notes that a question will be asked, so that it is fetched together with the next one that is missing. */
    public void hint(Question question) {
        if (fresh(question) == null) {
            hinted.add(question);
        }
    }

    /** The questions that were hinted and are still open; they are no longer hinted afterwards. */
    public List<Question> takeHints() {
        List<Question> open = new ArrayList<>();
        for (Question question : hinted) {
            if (fresh(question) == null) {
                open.add(question);
            }
        }
        hinted.clear();
        return open;
    }

    /** Keeps what was read just now. */
    public void put(Question question, Reading reading) {
        put(question, reading, epoch.now());
    }

    /**
     * Keeps what was read.
     *
     * @param read the epoch that was current before it was read
     */
    public void put(Question question, Reading reading, long read) {
        entries.put(question, new Entry(reading, clock.instant(), read));
        if (index != null) {
            note(index, question, reading);
        }
    }

    private static void note(QuestionIndex index, Question question, Reading reading) {
        Answer<?> answer = reading instanceof Reading.Answered answered ? answered.answer() : Answer.unknown("");
        note(index, question, question.fact(), answer);
    }

    @SuppressWarnings("unchecked") // an answer is stored under its fact, so it has its type
    private static <V> void note(QuestionIndex index, Question question, Fact<V> fact, Answer<?> answer) {
        index.add(question, fact, (Answer<V>) answer);
    }

    /** The questions that name something, whatever they want to know of it. */
    public Set<Question> naming(String text) {
        return index().naming(text);
    }

    public boolean knows(Question question) {
        return fresh(question) != null;
    }

    /** The questions whose answers these effects may have altered. */
    public Set<Question> reachedBy(Collection<? extends Effect> effects) {
        return index().reachedBy(effects);
    }

    private QuestionIndex index() {
        QuestionIndex all = index;
        if (all == null) {
            all = new QuestionIndex();
            for (Map.Entry<Question, Entry> entry : entries.entrySet()) {
                note(all, entry.getKey(), entry.getValue().reading());
            }
            index = all;
        }
        return all;
    }

    /** Forgets answers, because what they are about was or may have been changed. */
    public void forget(Collection<Question> which) {
        entries.keySet().removeAll(which);
        if (index != null) {
            which.forEach(index::remove);
        }
    }

    public void forgetAll() {
        entries.clear();
        hinted.clear();
        index = null;
    }

    /** Every question with a usable answer. */
    public Set<Question> questions() {
        Set<Question> known = new LinkedHashSet<>();
        for (Question question : List.copyOf(entries.keySet())) {
            if (fresh(question) != null) {
                known.add(question);
            }
        }
        return known;
    }

    /** What was read for each question and when. */
    public List<Answered> answers() {
        List<Answered> known = new ArrayList<>();
        entries.forEach((question, entry) -> {
            if (entry.reading() instanceof Reading.Answered answered) {
                known.add(new Answered(question, answered.answer(), entry.read()));
            }
        });
        return known;
    }

    /** A question with what was read and when. */
    public record Answered(Question question, Answer<?> answer, Instant read) {}
}
