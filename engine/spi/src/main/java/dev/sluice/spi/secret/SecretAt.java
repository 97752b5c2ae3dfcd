package dev.sluice.spi.secret;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a secret is kept at a place; empty if the store could keep it there. The controller answers it, not the
 * target. A store that could not keep the secret (no password, no directory) is no answer: the task that asks fails
 * before anything is done.
 */
public record SecretAt(SecretPlace place) implements Fact<Optional<KeptSecret>> {
    @Override
    public Set<Name> names() {
        return Set.of(Name.path(place.file()));
    }

    @Override
    public String describe() {
        return "the secret " + place.describe();
    }
}
