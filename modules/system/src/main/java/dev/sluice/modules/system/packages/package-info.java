/** Software packages: which there are and which will be. */
@NullMarked
package dev.sluice.modules.system.packages;

import org.jspecify.annotations.NullMarked;
