package dev.sluice.modules.system.services;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Optional;

/**
 * A service of an init system other than systemd is started, stopped, enabled or disabled; what is empty stays.
 *
 * @param name the service
 * @param running whether it runs afterwards
 * @param enabled whether it is started at boot afterwards
 */
public record InitScriptChanged(String name, Optional<Boolean> running, Optional<Boolean> enabled) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // the answer to InitScript is what it found
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (!(fact instanceof InitScript question) || !question.name().equals(name)) {
            return world.before(fact);
        }
        return (Answer<V>) world.before(question).map(found -> {
            InitScript.Found changed = running.map(found::withRunning).orElse(found);
            return enabled.map(changed::withEnabled).orElse(changed);
        });
    }
}
