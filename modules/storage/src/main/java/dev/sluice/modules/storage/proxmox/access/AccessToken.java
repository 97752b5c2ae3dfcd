package dev.sluice.modules.storage.proxmox.access;

/**
 * A user's API token; nothing can read its secret.
 *
 * @param id its name among the user's tokens
 * @param separated whether it has only the privileges that are granted to itself
 * @param expire when it ends, in seconds since 1970; 0 for never
 * @param comment empty for none
 */
public record AccessToken(String id, boolean separated, long expire, String comment) {}
