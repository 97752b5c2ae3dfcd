package dev.sluice.modules.system.services;

import dev.sluice.spi.Script;
import java.util.List;

/** Whose units are meant. */
public enum Scope {
    SYSTEM(
            Script.of("systemctl"),
            List.of(
                    "/etc/systemd/system",
                    "/run/systemd/system",
                    "/usr/local/lib/systemd/system",
                    "/usr/lib/systemd/system",
                    "/lib/systemd/system")),
    USER(
            Script.of("XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/$(id -u)} systemctl --user"),
            List.of("/etc/systemd/user", "/usr/lib/systemd/user")),
    GLOBAL(Script.of("systemctl --global"), List.of("/etc/systemd/user", "/usr/lib/systemd/user"));

    private final Script systemctl;
    private final List<String> directories;

    Scope(Script systemctl, List<String> directories) {
        this.systemctl = systemctl;
        this.directories = directories;
    }

    /** The command, for a POSIX shell. */
    Script systemctl() {
        return systemctl;
    }

    /** Where unit files are looked for, the most important first (systemd.unit(5)). */
    List<String> directories() {
        return directories;
    }
}
