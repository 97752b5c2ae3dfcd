/** The modules that only look at files: find, stat, slurp and fetch. */
@NullMarked
package dev.sluice.modules.system.files.read;

import org.jspecify.annotations.NullMarked;
