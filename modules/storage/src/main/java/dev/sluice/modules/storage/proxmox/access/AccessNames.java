package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What names have to look like in Proxmox VE 8 and 9. Every check throws an {@link IllegalArgumentException} that says
 * what is wrong, so that a record of parameters can refuse them before anything connects.
 */
final class AccessNames {
    private static final Pattern REALM = Pattern.compile("[A-Za-z][A-Za-z0-9.\\-_]+");
    private static final Pattern USER = Pattern.compile("[^\\s:/@]+@" + REALM);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z][A-Za-z0-9.\\-_]+");
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9.\\-_]+");
    private static final Pattern PRIVILEGE = Pattern.compile("[A-Z][A-Za-z]+(?:\\.[A-Z][A-Za-z]+){1,2}");
    private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9.\\-_]+(?:/[A-Za-z0-9.\\-_]+)*)?");
    private static final Set<String> ROOTS = Set.of("access", "mapping", "nodes", "pool", "sdn", "storage", "vms");
    private static final int LONGEST_USER = 64;

    /** Those of 8 and 9 together; the host says which of them it has. */
    private static final List<String> PRIVILEGES = List.of(
            "Datastore.Allocate",
            "Datastore.AllocateSpace",
            "Datastore.AllocateTemplate",
            "Datastore.Audit",
            "Group.Allocate",
            "Mapping.Audit",
            "Mapping.Modify",
            "Mapping.Use",
            "Permissions.Modify",
            "Pool.Allocate",
            "Pool.Audit",
            "Realm.Allocate",
            "Realm.AllocateUser",
            "SDN.Allocate",
            "SDN.Audit",
            "SDN.Use",
            "Sys.AccessNetwork",
            "Sys.Audit",
            "Sys.Console",
            "Sys.Incoming",
            "Sys.Modify",
            "Sys.PowerMgmt",
            "Sys.Syslog",
            "User.Modify",
            "VM.Allocate",
            "VM.Audit",
            "VM.Backup",
            "VM.Clone",
            "VM.Config.CDROM",
            "VM.Config.CPU",
            "VM.Config.Cloudinit",
            "VM.Config.Disk",
            "VM.Config.HWType",
            "VM.Config.Memory",
            "VM.Config.Network",
            "VM.Config.Options",
            "VM.Console",
            "VM.GuestAgent.Audit",
            "VM.GuestAgent.FileRead",
            "VM.GuestAgent.FileSystemMgmt",
            "VM.GuestAgent.FileWrite",
            "VM.GuestAgent.Unrestricted",
            "VM.Migrate",
            "VM.Monitor",
            "VM.PowerMgmt",
            "VM.Replicate",
            "VM.Snapshot",
            "VM.Snapshot.Rollback");

    private AccessNames() {}

    static void user(String id) {
        require(
                USER.matcher(id).matches() && id.length() <= LONGEST_USER,
                "'" + id + "' is not a user of Proxmox VE: say name@realm, e.g. csi@pve");
    }

    static void realm(String realm) {
        require(REALM.matcher(realm).matches(), "'" + realm + "' is not a realm, e.g. pve or pam");
    }

    static void token(String id) {
        require(
                TOKEN.matcher(id).matches(),
                "'" + id + "' is not a token id: a letter, then letters, digits and . - _, at least two characters; the"
                        + " user is said apart");
    }

    static void fullToken(String id) {
        int mark = id.indexOf('!');
        require(mark > 0, "'" + id + "' is not a token: say user@realm!token, e.g. csi@pve!csi");
        user(id.substring(0, mark));
        token(id.substring(mark + 1));
    }

    static void group(String name) {
        require(SIMPLE.matcher(name).matches(), "'" + name + "' is not a group: letters, digits and . - _");
    }

    static void role(String name) {
        require(SIMPLE.matcher(name).matches(), "'" + name + "' is not a role: letters, digits and . - _");
    }

    static void path(String path) {
        String root = path.split("/", -1).length > 1 ? path.split("/", -1)[1] : "";
        require(
                PATH.matcher(path).matches() && (path.equals("/") || ROOTS.contains(root)),
                "'" + path + "' is not a path of access control: / or one below /"
                        + String.join(", /", ROOTS.stream().sorted().toList()));
    }

    /** A privilege that is unlike every known one may be of a later release; the host decides then. */
    static void privilege(String name) {
        if (PRIVILEGES.contains(name)) {
            return;
        }
        Optional<String> near = Suggestions.closest(name, PRIVILEGES);
        require(
                near.isEmpty() && PRIVILEGE.matcher(name).matches(),
                "'" + name + "' is not a privilege"
                        + near.map(each -> "; did you mean '" + each + "'?").orElse(""));
    }

    static void expire(Long seconds) {
        require(seconds >= 0, "'expire' is in seconds since 1970, 0 for never");
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
