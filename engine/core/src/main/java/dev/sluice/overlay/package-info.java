/** The world as it will be: observed answers with the effects of planned changes laid over them. */
@NullMarked
package dev.sluice.overlay;

import org.jspecify.annotations.NullMarked;
