package dev.sluice.overlay;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Set;

/**
 * An effect that may or may not come, because its task is undecided: an answer that it would alter is unknown.
 *
 * @param effect what may come
 * @param reason what that depends on
 */
public record PossibleEffect(Effect effect, String reason) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        effect.alter(new Alterations() {
            @Override
            public <V, F extends Fact<V>> void on(Class<F> type, Reach reach, Alteration<F, V> alteration) {
                alterations.on(
                        type, reach, (fact, before, world) -> possibly(before, alteration.after(fact, before, world)));
            }

            @Override
            public void onFamily(Class<?> family, Reach reach, FamilyAlteration alteration) {
                alterations.onFamily(family, reach, new FamilyAlteration() {
                    @Override
                    public <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world) {
                        return possibly(before, alteration.after(fact, before, world));
                    }
                });
            }

            @Override
            public void suspect(Set<String> words, String why) {
                alterations.suspect(words, why);
            }
        });
    }

    private <V> Answer<V> possibly(Answer<V> without, Answer<V> with) {
        return with.equals(without) ? without : Answer.unknown(reason);
    }
}
