/** File systems: making, growing, mounting and unmounting them. */
@NullMarked
package dev.sluice.modules.system.mounts;

import org.jspecify.annotations.NullMarked;
