package dev.sluice.modules.system.block;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.value.Answer;
import java.util.List;

/**
 * Something is built on a device, or taken away from it.
 *
 * @param device its name, any alias
 * @param children the names of all that is built on it then, sorted
 */
public record ChildrenChanged(DeviceName device, Answer<List<String>> children) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        DeviceChange.of(
                alterations, device, before -> before.map(found -> found.map(each -> each.withChildren(children))));
    }
}
