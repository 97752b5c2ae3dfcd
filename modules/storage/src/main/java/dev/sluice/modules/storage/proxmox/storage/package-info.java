/** Proxmox VE: storages. */
@NullMarked
package dev.sluice.modules.storage.proxmox.storage;

import org.jspecify.annotations.NullMarked;
