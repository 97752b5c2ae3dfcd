/** Draws graphs as text, Mermaid, DOT and SVG. */
@NullMarked
package dev.sluice.drawing;

import org.jspecify.annotations.NullMarked;
