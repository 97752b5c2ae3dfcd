package dev.sluice.spi.secret;

import dev.sluice.spi.Volatile;
import dev.sluice.spi.value.Answer;

/**
 * What a module is told of a secret that is kept: never the secret itself, because answers are recorded and compared.
 *
 * @param written when its file was last written, in seconds since 1970; unknown if an earlier task of the run will
 *     write it, and the secret cannot be read before that
 */
public record KeptSecret(@Volatile Answer<Long> written) {}
