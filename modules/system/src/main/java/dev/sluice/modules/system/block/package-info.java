/** Block devices and what is on them: facts and effects shared by file systems, mounts and volumes. */
@NullMarked
package dev.sluice.modules.system.block;

import org.jspecify.annotations.NullMarked;
