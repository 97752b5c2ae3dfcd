/** Secrets that a run makes and has to keep: where they are kept, and what a module may know of them. */
@NullMarked
package dev.sluice.spi.secret;

import org.jspecify.annotations.NullMarked;
