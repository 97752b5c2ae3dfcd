/**
 * What happens in a run, as events; the durable log of them; and the listeners that report them. All reporting is a
 * listener: nothing else in the engine prints.
 */
@NullMarked
package dev.sluice.journal;

import org.jspecify.annotations.NullMarked;
