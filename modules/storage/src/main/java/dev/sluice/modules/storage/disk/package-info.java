/** The guard that lets only blank disks pass. */
@NullMarked
package dev.sluice.modules.storage.disk;

import org.jspecify.annotations.NullMarked;
