/** One task on one target: from its call to a plan, predicted or carried out, and to its result. */
@NullMarked
package dev.sluice.task;

import org.jspecify.annotations.NullMarked;
