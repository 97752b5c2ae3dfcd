package dev.sluice.modules.storage.proxmox.storage;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A definition appears, changes or goes.
 *
 * @param id the storage
 * @param definition with all the properties that are known to be set; empty if it goes
 * @param state what its state is then
 */
record StorageEffect(String id, Optional<Storage> definition, String state) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.on(
                StorageConfig.class,
                Reach.everything(),
                (question, before, world) -> before.map(all -> definitions(question, all)));
        alterations.map(StorageStates.class, Reach.everything(), this::states);
    }

    private List<Storage> definitions(StorageConfig question, List<Storage> before) {
        Stream<Storage> others = before.stream().filter(each -> !each.id().equals(id));
        Stream<Storage> own = definition.stream().map(each -> {
            Map<String, String> properties = new TreeMap<>(each.properties());
            properties.keySet().retainAll(question.asked());
            return new Storage(each.id(), each.type(), properties);
        });
        return Stream.concat(others, own)
                .sorted(Comparator.comparing(Storage::id))
                .toList();
    }

    private Map<String, String> states(Map<String, String> before) {
        Map<String, String> states = new TreeMap<>(before);
        if (definition.isPresent()) {
            states.put(id, state);
        } else {
            states.remove(id);
        }
        return states;
    }
}
