package dev.sluice.spi;

import dev.sluice.spi.value.Answer;

/**
 * What an answer has to be like. Implemented by records, for plans are compared.
 *
 * @param <V> the type of the answer
 */
public interface Condition<V> {
    /** Whether an answer meets it. */
    boolean holds(V answer);

    /** What is waited for, completing "waiting for": {@code StatefulSet web to have 0 replicas}. */
    String describe();

    /** What was seen in an answer that does not meet it, completing "last seen:": {@code 2 replicas}. */
    default String seen(V answer) {
        return String.valueOf(answer);
    }

    /**
     * The answer once the condition is met, if there is only one that it can become from what it was. It has to be right:
     * after an apply it is compared with what is read.
     *
     * @param before the answer before, which does not meet the condition or is not known
     */
    default Answer<V> met(Answer<V> before) {
        return Answer.unknown("how " + describe() + " comes about");
    }

    /**
     * An answer that has to be just this.
     *
     * @param what as in {@link #describe}
     */
    static <V> Condition<V> is(V value, String what) {
        return new Is<>(value, what);
    }

    /** See {@link Condition#is}. */
    record Is<V>(V value, String what) implements Condition<V> {
        @Override
        public boolean holds(V answer) {
            return answer.equals(value);
        }

        @Override
        public String describe() {
            return what;
        }

        @Override
        public Answer<V> met(Answer<V> before) {
            return Answer.of(value);
        }
    }
}
