/** ZFS pools: their health and what is damaged in them. */
@NullMarked
package dev.sluice.modules.storage.zfs;

import org.jspecify.annotations.NullMarked;
