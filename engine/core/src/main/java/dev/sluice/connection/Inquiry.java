package dev.sluice.connection;

import dev.sluice.spi.BatchedFact;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One script that asks one question, or many of a kind.
 *
 * @param facts the questions
 * @param batch how they are asked together; null for one that is asked alone
 * @param script what is run
 */
record Inquiry(List<ShellFact<?>> facts, BatchedFact.@Nullable Batch batch, Script script) {
    static Inquiry alone(ShellFact<?> fact) {
        return new Inquiry(List.of(fact), null, fact.script());
    }

    private static Inquiry together(List<ShellFact<?>> facts, BatchedFact.Batch batch) {
        return facts.size() == 1 ? alone(facts.get(0)) : new Inquiry(List.copyOf(facts), batch, batch.script(facts));
    }

    /** As few scripts as possible for all questions. Those of a kind are asked where the first of them stands. */
    static List<Inquiry> of(List<ShellFact<?>> facts) {
        Map<Object, List<ShellFact<?>>> kinds = new LinkedHashMap<>();
        for (ShellFact<?> fact : facts) {
            Object kind = fact instanceof BatchedFact<?> batched ? batched.batch() : fact;
            kinds.computeIfAbsent(kind, first -> new ArrayList<>()).add(fact);
        }
        List<Inquiry> inquiries = new ArrayList<>();
        kinds.forEach((kind, same) -> {
            if (kind instanceof BatchedFact.Batch batch) {
                for (int from = 0; from < same.size(); from += batch.most()) {
                    inquiries.add(together(same.subList(from, Math.min(same.size(), from + batch.most())), batch));
                }
            } else {
                inquiries.add(alone(same.get(0)));
            }
        });
        return inquiries;
    }

    boolean isAlone() {
        return batch == null;
    }

    /** The answers that an output gives; what is missing has to be asked alone. */
    Map<Fact<?>, Reading> understand(Output output) {
        if (batch == null) {
            return Map.of(facts.get(0), understand(facts.get(0), output));
        }
        List<@Nullable Output> outputs = batch.split(facts, output);
        Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
        for (int index = 0; index < facts.size(); index++) {
            Output own = outputs.get(index);
            if (own != null) {
                readings.put(facts.get(index), understand(facts.get(index), own));
            }
        }
        return readings;
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
