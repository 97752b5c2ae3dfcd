package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The access control lists, sorted.
 *
 * <pre>[{"path":"/storage","propagate":1,"roleid":"CSI","type":"user","ugid":"csi@pve"}]</pre>
 */
public record AccessRules() implements ShellFact<List<AccessRule>> {
    static final Comparator<AccessRule> ORDER = Comparator.comparing(AccessRule::path)
            .thenComparing(AccessRule::kind)
            .thenComparing(AccessRule::subject)
            .thenComparing(AccessRule::role);

    @Override
    public Set<Name> names() {
        return AccessRows.NAMES;
    }

    @Override
    public String describe() {
        return "the access control lists of Proxmox VE";
    }

    @Override
    public Script script() {
        return AccessRows.script(Script.of("/access/acl"));
    }

    @Override
    public List<AccessRule> parse(Output output) {
        return AccessRows.of(describe(), output).stream()
                .map(row -> new AccessRule(
                        row.required("path"),
                        kind(row.required("type")),
                        row.required("ugid"),
                        row.required("roleid"),
                        row.flag("propagate", true)))
                .sorted(ORDER)
                .toList();
    }

    private AccessRule.Kind kind(String word) {
        return switch (word) {
            case "user" -> AccessRule.Kind.USER;
            case "group" -> AccessRule.Kind.GROUP;
            case "token" -> AccessRule.Kind.TOKEN;
            default -> throw new UnparsableOutputException(describe(), "unknown type '" + word + "'");
        };
    }
}
