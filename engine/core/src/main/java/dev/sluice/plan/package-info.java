/** From a task and a target to a plan: variables, rendering, binding, facts, static validation. */
@NullMarked
package dev.sluice.plan;

import org.jspecify.annotations.NullMarked;
