/** Everything that a module sees: facts, plans, changes, steps, effects and values. */
@NullMarked
package dev.sluice.spi;

import org.jspecify.annotations.NullMarked;
