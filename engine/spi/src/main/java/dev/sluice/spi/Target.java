package dev.sluice.spi;

import java.util.Map;

/**
 * Anything in the inventory that a task can act on.
 *
 * @param name its name in the inventory
 * @param variables its variables, as far as modules may see them
 */
public record Target(String name, Map<String, Object> variables) {}
