package dev.sluice.overlay;

import dev.sluice.spi.Fact;

/**
 * A fact and through whose eyes it is seen: permissions differ, so answers may.
 *
 * @param fact the question
 * @param user who asks; never empty
 */
public record Question(Fact<?> fact, String user) {}
