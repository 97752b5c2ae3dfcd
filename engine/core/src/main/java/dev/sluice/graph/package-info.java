/** Directed acyclic graphs of anything: order and a parallel walk. Knows nothing of runbooks. */
@NullMarked
package dev.sluice.graph;

import org.jspecify.annotations.NullMarked;
