package dev.sluice.spi;

import dev.sluice.spi.value.Answer;

/**
 * A fact whose answer follows from other facts, or from anything at all (the output of a command), so that effects
 * alter it which know nothing of it. After every effect it has a say of its own: a unit is loaded once its file is
 * written, an account exists once a line is added to {@code /etc/passwd}.
 */
public interface DependentFact<V> extends Fact<V> {
    /**
     * The answer after an effect.
     *
     * @param effect what happened
     * @param answer what the effect itself says; for an effect that does not know this question the answer before it
     * @param world the other facts around the effect
     */
    Answer<V> follow(Effect effect, Answer<V> answer, World world);
}
