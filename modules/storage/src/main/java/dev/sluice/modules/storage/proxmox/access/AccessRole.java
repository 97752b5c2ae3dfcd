package dev.sluice.modules.storage.proxmox.access;

import java.util.List;

/**
 * A role of Proxmox VE.
 *
 * @param id its name
 * @param privileges sorted, because their order means nothing
 * @param special whether it is built in and cannot be changed
 */
public record AccessRole(String id, List<String> privileges, boolean special) {}
