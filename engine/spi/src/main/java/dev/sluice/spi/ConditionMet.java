package dev.sluice.spi;

import dev.sluice.spi.value.Answer;

/**
 * From now on an answer meets a condition: what a wait for it comes to. An answer that meets it already stays as it is.
 *
 * @param fact the question
 * @param condition what its answer meets
 */
public record ConditionMet<V>(Fact<V> fact, Condition<V> condition) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        Reach reach = fact.names().isEmpty() ? Reach.everything() : Reach.at(fact.names());
        alterations.on(type(), reach, (question, before, world) -> question.equals(fact) ? after(before) : before);
    }

    @SuppressWarnings("unchecked") // the class of a question is the class of questions with its type of answer
    private Class<Fact<V>> type() {
        return (Class<Fact<V>>) fact.getClass();
    }

    private Answer<V> after(Answer<V> before) {
        return before.isKnown() && condition.holds(before.get()) ? before : condition.met(before);
    }
}
