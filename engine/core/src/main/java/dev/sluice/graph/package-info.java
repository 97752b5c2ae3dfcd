/** Directed acyclic graphs of anything: order, a parallel walk, and pictures. Knows nothing of runbooks. */
@NullMarked
package dev.sluice.graph;

import org.jspecify.annotations.NullMarked;
