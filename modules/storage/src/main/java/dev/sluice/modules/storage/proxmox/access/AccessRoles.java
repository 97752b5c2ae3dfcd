package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The roles, sorted by id. {@code Administrator} has every privilege that this release knows.
 *
 * <pre>[{"privs":"Datastore.Allocate,VM.Audit","roleid":"CSI","special":0}]</pre>
 */
public record AccessRoles() implements ShellFact<List<AccessRole>> {
    static final Comparator<AccessRole> ORDER = Comparator.comparing(AccessRole::id);

    @Override
    public Set<Name> names() {
        return AccessRows.NAMES;
    }

    @Override
    public String describe() {
        return "the roles of Proxmox VE";
    }

    @Override
    public Script script() {
        return AccessRows.script(Script.of("/access/roles"));
    }

    @Override
    public List<AccessRole> parse(Output output) {
        return AccessRows.of(describe(), output).stream()
                .map(row -> new AccessRole(row.required("roleid"), row.list("privs"), row.flag("special", false)))
                .sorted(ORDER)
                .toList();
    }
}
