package dev.sluice.spi.connection;

import dev.sluice.spi.value.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Becoming another user on the target.
 *
 * @param method {@code sudo}, {@code su} or {@code doas}; empty for none
 * @param user whom to become; empty with no method
 * @param flags further flags of the program, as in {@code become_flags}; empty for the usual ones
 * @param password what to answer when the program asks; null if it must not ask
 */
public record Become(
        String method, String user, String flags, @Nullable Secret password) {
    /** Stay who you are. */
    public static final Become NONE = new Become("", "", "", null);
}
