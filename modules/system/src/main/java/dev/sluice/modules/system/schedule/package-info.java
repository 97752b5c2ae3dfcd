/** Jobs that the host runs by itself. */
@NullMarked
package dev.sluice.modules.system.schedule;

import org.jspecify.annotations.NullMarked;
