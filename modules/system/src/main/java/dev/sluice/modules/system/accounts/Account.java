package dev.sluice.modules.system.accounts;

import dev.sluice.spi.value.Answer;

/**
 * A user or a group.
 *
 * @param exists whether there is one
 * @param id its number; that of a user which the run creates may not be known before
 * @param name its name
 * @param home a user's home directory; empty for a group
 */
public record Account(boolean exists, Answer<Long> id, Answer<String> name, Answer<String> home) {
    /** There is none. */
    public static Account missing() {
        String reason = "an account that does not exist";
        return new Account(false, Answer.unknown(reason), Answer.unknown(reason), Answer.unknown(reason));
    }
}
