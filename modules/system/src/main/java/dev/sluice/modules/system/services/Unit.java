package dev.sluice.modules.system.services;

import dev.sluice.spi.value.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A unit as systemd sees it; properties are named as {@code systemctl show} names them (org.freedesktop.systemd1(5)).
 *
 * @param id its primary name; aliases have the same
 * @param load LoadState: {@code loaded}, {@code not-found}, {@code masked} ...
 * @param active ActiveState: {@code active}, {@code inactive}, {@code failed}, {@code activating} ...
 * @param file UnitFileState: {@code enabled}, {@code disabled}, {@code static}, {@code masked} ...; empty if there is no
 *     unit file
 * @param oneShot whether it is inactive again as soon as it has been started (Type=oneshot without RemainAfterExit)
 * @param canReload whether it can be told to read its configuration again
 * @param outdated whether its file has changed since systemd read it (NeedDaemonReload)
 * @param pulls the units that are started with it, sorted
 * @param dependents the units that are stopped with it, sorted
 */
public record Unit(
        Answer<String> id,
        Answer<String> load,
        Answer<String> active,
        Answer<String> file,
        Answer<Boolean> oneShot,
        Answer<Boolean> canReload,
        Answer<Boolean> outdated,
        Answer<List<String>> pulls,
        Answer<List<String>> dependents) {
    private static final Set<String> RUNNING = Set.of("active", "activating", "reloading", "refreshing", "maintenance");
    private static final Set<String> ENABLED = Set.of("enabled", "enabled-runtime");

    /** Nothing is known about it but what systemd will call it. */
    static Unit unknown(String id, String reason) {
        return new Unit(
                Answer.of(id),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason));
    }

    public Unit withLoad(Answer<String> newLoad) {
        return new Unit(id, newLoad, active, file, oneShot, canReload, outdated, pulls, dependents);
    }

    public Unit withActive(Answer<String> newActive) {
        return new Unit(id, load, newActive, file, oneShot, canReload, outdated, pulls, dependents);
    }

    public Unit withFile(Answer<String> newFile) {
        return new Unit(id, load, active, newFile, oneShot, canReload, outdated, pulls, dependents);
    }

    public Unit withOutdated(Answer<Boolean> newOutdated) {
        return new Unit(id, load, active, file, oneShot, canReload, newOutdated, pulls, dependents);
    }

    /** Whether there is such a unit. */
    public boolean exists() {
        return !load.is("not-found");
    }

    public boolean isRunning() {
        return RUNNING.contains(active.get());
    }

    public boolean isMasked() {
        return load.is("masked");
    }

    /** Whether it is started at boot, or is of a kind that is neither enabled nor disabled. */
    public boolean isEnabled() {
        return ENABLED.contains(file.get());
    }

    /** Whether {@code systemctl enable} and {@code disable} have a meaning for it. */
    public boolean canBeEnabled() {
        return ENABLED.contains(file.get())
                || file.is("disabled")
                || file.is("linked")
                || file.get().isEmpty();
    }

    /** As a value to register. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Id", id.toValue());
        values.put("LoadState", load.toValue());
        values.put("ActiveState", active.toValue());
        values.put("UnitFileState", file.toValue());
        return values;
    }
}
