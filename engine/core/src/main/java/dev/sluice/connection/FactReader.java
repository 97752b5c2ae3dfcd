package dev.sluice.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Output;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks facts in as few round trips as possible: one, unless a question has to be ended. */
final class FactReader {
    /** How long one question may take. */
    static final Duration QUESTION_LIMIT = Duration.ofSeconds(60);

    /** After how many limits of one question no further question is asked. */
    private static final int PATIENCE = 5;

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
        List<ShellFact<?>> open = new ArrayList<>();
        for (Fact<?> fact : facts) {
            if (fact instanceof ShellFact<?> shellFact) {
                open.add(shellFact);
            } else {
                readings.put(
                        fact,
                        new Reading.Broken(
                                fact.describe() + ": a shell cannot answer this; it needs another connection"));
            }
        }
        long deadline = System.nanoTime() + questionLimit.multipliedBy(PATIENCE).toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            open = ask(open, readings);
        }
        for (ShellFact<?> late : open) {
            readings.put(late, new Reading.Broken(late.describe() + ": not asked, for other questions took too long"));
        }
        return readings;
    }

    /** Asks as many questions as one request holds and returns those that are still open. */
    private List<ShellFact<?>> ask(List<ShellFact<?>> open, Map<Fact<?>, Reading> readings)
            throws UnreachableException {
        int size = 0;
        int count = 0;
        while (count < open.size()
                && (count == 0 || size + open.get(count).script().length() <= LONGEST_SCRIPT)) {
            size += open.get(count).script().length();
            count++;
        }
        List<ShellFact<?>> batch = open.subList(0, count);
        FactExchange exchange = new FactExchange(count, questionLimit);
        Ending ending = asker.ask(nonce -> new Request(false, FactExchange.script(nonce, batch), null), exchange);
        int answered = exchange.answered();
        for (int index = 0; index < answered; index++) {
            readings.put(batch.get(index), understand(batch.get(index), exchange.answer(index)));
        }
        if (answered < count) {
            readings.put(
                    batch.get(answered), new Reading.Broken(batch.get(answered).describe() + ": " + why(ending)));
            answered++;
        }
        if (ending.stop() == Ending.Stop.INTERRUPT) {
            for (ShellFact<?> fact : open.subList(answered, open.size())) {
                readings.put(fact, new Reading.Broken(fact.describe() + ": interrupted"));
            }
            return List.of();
        }
        return new ArrayList<>(open.subList(answered, open.size()));
    }

    private String why(Ending ending) {
        return switch (ending.stop()) {
            case LIMIT -> "no answer within " + questionLimit.toSeconds() + " s";
            case FLOOD -> "it printed more than 16 MiB";
            case INTERRUPT -> "interrupted";
            case NONE -> "its shell ended with exit code " + ending.code() + " instead of answering";
        };
    }

    private static Reading understand(ShellFact<?> fact, Output output) {
        try {
            return new Reading.Answered(Answer.of(fact.parse(output)));
        } catch (UnparsableOutputException notUnderstood) {
            return new Reading.Broken(String.valueOf(notUnderstood.getMessage()));
        } catch (RuntimeException defect) {
            // A parser that trips over unexpected output must break its own question and no other.
            return new Reading.Broken(fact.describe() + ": the answer is not understood (" + defect + ")");
        }
    }
}
