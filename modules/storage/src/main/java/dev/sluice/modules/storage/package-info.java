/** Storage on a host: volumes, disks, exports and Proxmox VE's storages. */
@NullMarked
package dev.sluice.modules.storage;

import org.jspecify.annotations.NullMarked;
