package dev.sluice.modules.storage.proxmox.storage;

import java.util.Map;
import java.util.Optional;

/**
 * A storage as Proxmox VE's configuration defines it.
 *
 * @param id its name
 * @param type e.g. {@code lvmthin}
 * @param properties those that were asked for, by name; {@code content} is sorted, because its order means nothing
 */
public record Storage(String id, String type, Map<String, String> properties) {
    Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }
}
