package dev.sluice.testing;

import dev.sluice.spi.secret.KeptSecret;
import dev.sluice.spi.secret.SecretPlace;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets that end with the test. */
public final class KeptInMemory implements SecretStore {
    private final Map<SecretPlace, Secret> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<KeptSecret> look(SecretPlace place) {
        return find(place).map(secret -> new KeptSecret(Answer.of(0L)));
    }

    @Override
    public Optional<Secret> find(SecretPlace place) {
        return Optional.ofNullable(kept.get(place));
    }

    @Override
    public void rehearse(SecretPlace place) {
        // memory takes everything
    }

    @Override
    public void keep(SecretPlace place, Secret secret) {
        kept.put(place, secret);
    }

    /** Forgets a secret, as a person does who loses a file. */
    public void lose(SecretPlace place) {
        kept.remove(place);
    }
}
