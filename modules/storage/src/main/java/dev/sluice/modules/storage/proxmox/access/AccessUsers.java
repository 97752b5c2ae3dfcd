package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The users with their groups and tokens, sorted by id.
 *
 * <pre>
 * [{"comment":"storage driver","enable":1,"expire":0,"groups":"","realm-type":"pve",
 *   "tokens":[{"expire":0,"privsep":0,"tokenid":"csi"}],"userid":"csi@pve"}]
 * </pre>
 */
public record AccessUsers() implements ShellFact<List<AccessUser>> {
    static final Comparator<AccessUser> ORDER = Comparator.comparing(AccessUser::id);
    static final Comparator<AccessToken> TOKEN_ORDER = Comparator.comparing(AccessToken::id);

    @Override
    public Set<Name> names() {
        return AccessRows.NAMES;
    }

    @Override
    public String describe() {
        return "the users of Proxmox VE";
    }

    @Override
    public Script script() {
        return AccessRows.script(Script.of("/access/users --full 1"));
    }

    @Override
    public List<AccessUser> parse(Output output) {
        return AccessRows.of(describe(), output).stream()
                .map(row -> new AccessUser(
                        row.required("userid"),
                        row.flag("enable", true),
                        row.number("expire"),
                        row.text("comment"),
                        row.text("email"),
                        row.list("groups"),
                        row.rows("tokens").stream()
                                .map(AccessUsers::token)
                                .sorted(TOKEN_ORDER)
                                .toList()))
                .sorted(ORDER)
                .toList();
    }

    private static AccessToken token(AccessRows row) {
        return new AccessToken(
                row.required("tokenid"), row.flag("privsep", true), row.number("expire"), row.text("comment"));
    }
}
