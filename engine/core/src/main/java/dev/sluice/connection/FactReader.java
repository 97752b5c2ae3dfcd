package dev.sluice.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks facts in as few round trips as possible: one, unless a question has to be ended or asked again alone. */
final class FactReader {
    /** How long one question may take. */
    static final Duration QUESTION_LIMIT = Duration.ofSeconds(60);

    /** After how many limits of one question no further question is asked. */
    private static final int MOST_LIMITS = 5;

    /** Keeps a request well below what a shell likes to hold in a variable. */
    private static final int LONGEST_SCRIPT = 512 * 1024;

    private final Asker asker;
    private final Duration questionLimit;

    FactReader(Asker asker, Duration questionLimit) {
        this.asker = asker;
        this.questionLimit = questionLimit;
    }

    Map<Fact<?>, Reading> read(List<Fact<?>> facts) throws UnreachableException {
        Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
        List<ShellFact<?>> questions = new ArrayList<>();
        for (Fact<?> fact : facts) {
            if (fact instanceof ShellFact<?> question) {
                questions.add(question);
            } else {
                readings.put(
                        fact,
                        new Reading.Broken(
                                fact.describe() + ": a shell cannot answer this; it needs another connection"));
            }
        }
        List<Inquiry> open = inquiries(questions, readings);
        long deadline =
                System.nanoTime() + questionLimit.multipliedBy(MOST_LIMITS).toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            open = ask(open, readings);
        }
        for (Inquiry late : open) {
            late.facts()
                    .forEach(fact -> readings.put(
                            fact,
                            new Reading.Broken(fact.describe() + ": not asked, for other questions took too long")));
        }
        return readings;
    }

    /** The questions that a shell can be asked; those whose values no script can hold are broken. */
    private static List<Inquiry> inquiries(List<ShellFact<?>> questions, Map<Fact<?>, Reading> broken) {
        try {
            return Inquiry.of(questions);
        } catch (TaskFailure oneOfThem) {
            List<ShellFact<?>> possible = new ArrayList<>(questions);
            possible.removeIf(question -> {
                Reading refused = refusal(question);
                if (refused != null) {
                    broken.put(question, refused);
                }
                return refused != null;
            });
            return Inquiry.of(possible);
        }
    }

    private static @Nullable Reading refusal(ShellFact<?> question) {
        try {
            question.script();
            return null;
        } catch (TaskFailure refused) {
            return new Reading.Broken(question.describe() + ": " + refused.getMessage() + ": " + refused.reason());
        }
    }

    /** Asks as many questions as one request holds and returns those that are still open. */
    private List<Inquiry> ask(List<Inquiry> open, Map<Fact<?>, Reading> readings) throws UnreachableException {
        FactRequest request = new FactRequest(fitting(open), questionLimit);
        Exchange exchange = new Exchange(request.parts());
        Ending ending = asker.ask(new Request(false, ShellProgram.request(request.script(0)), null), exchange);
        readings.putAll(request.understand(exchange.ended()));
        List<Inquiry> left = new ArrayList<>();
        int next = 0;
        for (Inquiry asked : open.subList(0, Math.min(open.size(), exchange.ended() + 1))) {
            boolean ended = next++ < exchange.ended();
            for (ShellFact<?> fact : asked.facts()) {
                if (!ended && asked.isAlone()) {
                    readings.put(fact, new Reading.Broken(fact.describe() + ": " + why(ending)));
                } else if (!readings.containsKey(fact)) {
                    left.add(Inquiry.alone(fact));
                }
            }
        }
        left.addAll(open.subList(next, open.size()));
        if (ending.stop() != Ending.Stop.INTERRUPT) {
            return left;
        }
        left.forEach(each -> each.facts()
                .forEach(fact -> readings.put(fact, new Reading.Broken(fact.describe() + ": interrupted"))));
        return List.of();
    }

    /** What can be asked in one request together with something else; the rest is left out. */
    FactRequest request(List<Fact<?>> facts) {
        List<ShellFact<?>> questions = new ArrayList<>();
        for (Fact<?> fact : facts) {
            if (fact instanceof ShellFact<?> question) {
                questions.add(question);
            }
        }
        return new FactRequest(fitting(inquiries(questions, new LinkedHashMap<>())), questionLimit);
    }

    private static List<Inquiry> fitting(List<Inquiry> open) {
        int size = 0;
        int count = 0;
        while (count < open.size()
                && (count == 0 || size + open.get(count).script().text().length() <= LONGEST_SCRIPT)) {
            size += open.get(count).script().text().length();
            count++;
        }
        return open.subList(0, count);
    }

    private String why(Ending ending) {
        return switch (ending.stop()) {
            case LIMIT -> "no answer within " + questionLimit.toSeconds() + " s";
            case FLOOD -> "it printed more than 16 MiB";
            case INTERRUPT -> "interrupted";
            case NONE -> "its shell ended with exit code " + ending.code() + " instead of answering";
        };
    }
}
