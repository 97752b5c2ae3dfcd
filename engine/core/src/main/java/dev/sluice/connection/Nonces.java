package dev.sluice.connection;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Texts that nobody can guess. Thread-safe if the generator is. */
final class Nonces {
    private final RandomGenerator random;

    /**
     * @param random a {@link java.security.SecureRandom}, except in tests
     */
    Nonces(RandomGenerator random) {
        this.random = random;
    }

    /** 32 hexadecimal digits. */
    String next() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
