package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names of all groups or realms, sorted.
 *
 * <pre>[{"groupid":"operators","users":"ops@pve"}]     [{"realm":"pve","type":"pve"}]</pre>
 */
public record AccessIds(Kind kind) implements ShellFact<List<String>> {
    /** What is asked for. */
    public enum Kind {
        GROUPS(Script.of("/access/groups"), "groupid"),
        REALMS(Script.of("/access/domains"), "realm");

        private final Script path;
        private final String field;

        Kind(Script path, String field) {
            this.path = path;
            this.field = field;
        }
    }

    @Override
    public Set<Name> names() {
        return Name.programs("pveum", "/etc/pve/user.cfg", "/etc/pve/domains.cfg");
    }

    @Override
    public String describe() {
        return "the " + kind.name().toLowerCase(Locale.ROOT) + " of Proxmox VE";
    }

    @Override
    public Script script() {
        return AccessRows.script(kind.path);
    }

    @Override
    public List<String> parse(Output output) {
        return AccessRows.of(describe(), output).stream()
                .map(row -> row.required(kind.field))
                .sorted()
                .toList();
    }
}
