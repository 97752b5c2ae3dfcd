package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Parameter;
import java.util.ArrayList;
import java.util.List;

/** The parameter {@code acl}. */
record WantedRule(
        @Parameter(value = "The path: `/`, `/storage/ssd-csi`, `/vms/100`.", required = true)
        String path,

        @Parameter(value = "The roles.", required = true, split = true)
        List<String> roles,

        @Parameter(value = "Users who have the roles: `csi@pve`.", split = true)
        List<String> users,

        @Parameter(value = "Groups that have the roles.", split = true)
        List<String> groups,

        @Parameter(value = "Tokens that have the roles: `csi@pve!csi`.", split = true)
        List<String> tokens,

        @Parameter(value = "Whether they have them below the path too.", defaultValue = "true")
        boolean propagate) {
    WantedRule {
        users = users == null ? List.of() : users;
        groups = groups == null ? List.of() : groups;
        tokens = tokens == null ? List.of() : tokens;
        path = path.replaceAll("/+", "/").replaceAll("(.)/$", "$1");
        AccessNames.path(path);
        AccessNames.require(!roles.isEmpty(), "'roles' names none");
        AccessNames.require(
                !(users.isEmpty() && groups.isEmpty() && tokens.isEmpty()), "say 'users', 'groups' or 'tokens'");
        roles.forEach(AccessNames::role);
        users.forEach(AccessNames::user);
        groups.forEach(AccessNames::group);
        tokens.forEach(AccessNames::fullToken);
    }

    /** Every rule that is meant. */
    List<AccessRule> rules() {
        List<AccessRule> rules = new ArrayList<>();
        for (String role : roles) {
            users.forEach(each -> rules.add(rule(AccessRule.Kind.USER, each, role)));
            groups.forEach(each -> rules.add(rule(AccessRule.Kind.GROUP, each, role)));
            tokens.forEach(each -> rules.add(rule(AccessRule.Kind.TOKEN, each, role)));
        }
        return rules.stream().distinct().sorted(AccessRules.ORDER).toList();
    }

    private AccessRule rule(AccessRule.Kind kind, String subject, String role) {
        return new AccessRule(path, kind, subject, role, propagate);
    }
}
