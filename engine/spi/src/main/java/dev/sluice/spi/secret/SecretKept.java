package dev.sluice.spi.secret;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.value.Answer;
import java.util.Optional;

/** From now on a new secret is kept at a place. */
public record SecretKept(SecretPlace place) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.on(
                SecretAt.class,
                Reach.at(Name.path(place.file())),
                (question, before, world) -> question.place().equals(place)
                        ? Answer.of(Optional.of(new KeptSecret(Answer.unknown("when the secret is written"))))
                        : before);
    }
}
