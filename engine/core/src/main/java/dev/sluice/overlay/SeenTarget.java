package dev.sluice.overlay;

import dev.sluice.spi.Target;
import java.util.function.Supplier;

/**
 * A target as a plan sees it.
 *
 * @param world what is true there, or will be
 * @param memory what was read there
 * @param target what it is
 * @param user tells through whose eyes it is seen; asked only when the plan wants to know something
 */
public record SeenTarget(Overlay world, Memory memory, Target target, Supplier<String> user) {}
