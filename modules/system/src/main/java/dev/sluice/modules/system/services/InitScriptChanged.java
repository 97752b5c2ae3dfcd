package dev.sluice.modules.system.services;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
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
    public void alter(Alterations alterations) {
        alterations.map(InitScript.class, Reach.at(Name.unit(name)), found -> {
            InitScript.Found changed = running.map(found::withRunning).orElse(found);
            return enabled.map(changed::withEnabled).orElse(changed);
        });
    }
}
