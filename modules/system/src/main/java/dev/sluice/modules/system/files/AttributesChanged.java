package dev.sluice.modules.system.files;

import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Map;

/**
 * Files stay what they are and get other attributes.
 *
 * @param changes by canonical path
 */
public record AttributesChanged(Map<String, AttributeChange> changes) implements FileEffect {
    public AttributesChanged {
        changes = Map.copyOf(changes);
    }

    @Override
    public Reach reach() {
        return Reach.below(changes.keySet());
    }

    @Override
    public Origin origin(String path, World world) {
        AttributeChange change = changes.get(path);
        return change == null ? Origin.SAME : new Origin.Altered(change::apply);
    }

    @Override
    public Answer<List<String>> appearing(String directory, World world) {
        return Answer.of(List.of());
    }
}
