/** Proxmox VE: storages, users, roles, permissions and tokens. */
@NullMarked
package dev.sluice.modules.storage.proxmox;

import org.jspecify.annotations.NullMarked;
