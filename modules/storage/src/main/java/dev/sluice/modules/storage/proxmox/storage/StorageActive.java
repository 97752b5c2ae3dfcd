package dev.sluice.modules.storage.proxmox.storage;

import dev.sluice.spi.Condition;
import java.util.Map;

/**
 * Proxmox VE can use a storage, or was told not to.
 *
 * @param id of the storage
 */
record StorageActive(String id) implements Condition<Map<String, String>> {
    @Override
    public boolean holds(Map<String, String> states) {
        String state = states.getOrDefault(id, "");
        return state.equals("active") || state.equals("disabled");
    }

    @Override
    public String describe() {
        return "storage " + id + " to be active";
    }

    @Override
    public String seen(Map<String, String> states) {
        return "it is " + states.getOrDefault(id, "not listed by 'pvesm status'");
    }
}
