package dev.sluice.spi;

import dev.sluice.spi.value.Answer;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Takes down what an effect alters. */
public interface Alterations {
    /**
     * Answers to questions of one type change.
     *
     * @param type the questions
     * @param reach which of them
     * @param alteration the new answer
     */
    <V, F extends Fact<V>> void on(Class<F> type, Reach reach, Alteration<F, V> alteration);

    /** As {@link #on(Class, Reach, Alteration)}, where a known answer becomes another and an unknown one stays unknown. */
    default <V, F extends Fact<V>> void map(Class<F> type, Reach reach, UnaryOperator<V> alteration) {
        on(type, reach, (fact, before, world) -> before.map(alteration));
    }

    /** Answers to questions of one type become a value that does not depend on what was before. */
    default <V, F extends Fact<V>> void set(Class<F> type, Reach reach, V value) {
        on(type, reach, (fact, before, world) -> Answer.of(value));
    }

    /** The answers to questions of one type are no longer known. */
    default <V, F extends Fact<V>> void forget(Class<F> type, Reach reach, String reason) {
        on(type, reach, (fact, before, world) -> Answer.unknown(reason));
    }

    /**
     * Answers to questions of several types change together.
     *
     * @param family what the types have in common
     * @param reach which of them
     * @param alteration the new answer
     */
    void onFamily(Class<?> family, Reach reach, FamilyAlteration alteration);

    /**
     * Something may have happened to whatever has one of these names, and nothing is known about what: every answer about
     * one of them, of whatever kind, or about a path above or below one, becomes unknown.
     *
     * @param words names of any kind
     * @param reason what the answers then depend on
     */
    void suspect(Set<String> words, String reason);

    /**
     * From the answer before an effect to the answer after it.
     *
     * @param <F> the type of the question
     * @param <V> the type of its answer
     */
    @FunctionalInterface
    interface Alteration<F extends Fact<V>, V> {
        /**
         * @param fact the question
         * @param before the answer before the effect
         * @param world the other facts around the effect
         */
        Answer<V> after(F fact, Answer<V> before, World world);
    }

    /** As {@link Alteration}, for questions of several types. */
    interface FamilyAlteration {
        <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world);
    }
}
