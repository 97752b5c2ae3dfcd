/** The kernel's name and settings. */
@NullMarked
package dev.sluice.modules.system.kernel;

import org.jspecify.annotations.NullMarked;
