/** Proxmox VE: users, roles, permissions and tokens. */
@NullMarked
package dev.sluice.modules.storage.proxmox.access;

import org.jspecify.annotations.NullMarked;
