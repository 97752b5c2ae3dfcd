package dev.sluice.spi.secret;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Optional;

/** From now on a new secret is kept at a place. */
public record SecretKept(SecretPlace place) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // the answer has the type of its question
    public <V> Answer<V> after(Fact<V> fact, World world) {
        return fact instanceof SecretAt question && question.place().equals(place)
                ? (Answer<V>) Answer.of(Optional.of(new KeptSecret(Answer.unknown("when the secret is written"))))
                : world.before(fact);
    }
}
