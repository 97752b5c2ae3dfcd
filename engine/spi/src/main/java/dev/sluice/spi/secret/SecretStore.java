package dev.sluice.spi.secret;

import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Secret;
import java.util.Optional;

/**
 * Keeps secrets on the controller. Thread-safe. Every secret that it reads or is given is announced to the redaction
 * before it is used for anything else.
 */
public interface SecretStore {
    /** Keeps nothing. */
    SecretStore NONE = new SecretStore() {
        @Override
        public Optional<KeptSecret> look(SecretPlace place) {
            throw unusable(place);
        }

        @Override
        public Optional<Secret> find(SecretPlace place) {
            return Optional.empty();
        }

        @Override
        public void rehearse(SecretPlace place) {
            throw unusable(place);
        }

        @Override
        public void keep(SecretPlace place, Secret secret) {
            throw unusable(place);
        }

        private static TaskFailure unusable(SecretPlace place) {
            return new TaskFailure("nothing keeps secrets here, so " + place.describe() + " cannot be kept");
        }
    };

    /**
     * Looks whether a secret is kept, and whether it could be. Writes nothing.
     *
     * @throws TaskFailure if it could not be kept there: what is missing and what to do
     */
    Optional<KeptSecret> look(SecretPlace place);

    /**
     * The secret itself.
     *
     * @throws TaskFailure if the store cannot be read
     */
    Optional<Secret> find(SecretPlace place);

    /**
     * Does everything that {@link #keep} does with a placeholder, and leaves the store as it was: what cannot succeed
     * fails here, before the secret is made.
     *
     * @throws TaskFailure if it cannot be kept
     */
    void rehearse(SecretPlace place);

    /**
     * Keeps a secret durably, in place of what is kept there.
     *
     * @throws TaskFailure if it cannot be kept; the store is then as it was
     */
    void keep(SecretPlace place, Secret secret);
}
