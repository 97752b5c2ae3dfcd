/** Files, spans, YAML nodes with their places, and diagnostics. Knows nothing of runbooks. */
@NullMarked
package dev.sluice.source;

import org.jspecify.annotations.NullMarked;
