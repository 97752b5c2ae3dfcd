/** The modules copy and template. */
@NullMarked
package dev.sluice.modules.system.files.copy;

import org.jspecify.annotations.NullMarked;
