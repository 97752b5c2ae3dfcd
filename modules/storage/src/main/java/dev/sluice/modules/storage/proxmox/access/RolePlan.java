package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.TaskFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What has to change about one role. */
final class RolePlan {
    private final WantedRole wanted;
    private final Facts facts;
    private final List<AccessRole> roles;

    private RolePlan(WantedRole wanted, Facts facts) {
        this.wanted = wanted;
        this.facts = facts;
        this.roles = facts.get(new AccessRoles());
    }

    static Plan of(WantedRole wanted, boolean present, Facts facts) {
        RolePlan plan = new RolePlan(wanted, facts);
        Optional<AccessRole> role = plan.roles.stream()
                .filter(each -> each.id().equals(wanted.id()))
                .findFirst();
        return present
                ? plan.presence(role)
                : role.map(plan::removal).orElseGet(() -> Plan.unchanged(Map.of("role", wanted.id())));
    }

    private Plan presence(Optional<AccessRole> role) {
        List<String> before = role.map(AccessRole::privileges).orElse(List.of());
        List<String> after = wanted.privs() == null ? before : after(before, wanted.privs());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("role", wanted.id());
        values.put("privs", after);
        if (role.isPresent() && after.equals(before)) {
            return Plan.unchanged(values);
        }
        if (role.filter(AccessRole::special).isPresent()) {
            throw new TaskFailure(
                    "the role '" + wanted.id() + "' is built into Proxmox VE and cannot be changed",
                    "make one of your own");
        }
        requireKnown(after);
        return Plan.changes(List.of(role.isPresent() ? change(before, after) : addition(after)), values);
    }

    private List<String> after(List<String> before, List<String> privileges) {
        return Stream.concat(privileges.stream(), wanted.append() ? before.stream() : Stream.of())
                .distinct()
                .sorted()
                .toList();
    }

    /** The role that may do everything has every privilege that this release knows. */
    private void requireKnown(List<String> privileges) {
        roles.stream()
                .filter(each -> each.id().equals("Administrator"))
                .findFirst()
                .ifPresent(all -> UserPlan.requireKnown(all.privileges(), privileges, "privilege"));
    }

    private Change addition(List<String> after) {
        Map<String, String> options = after.isEmpty() ? Map.of() : Map.of("privs", String.join(",", after));
        return Change.of(
                        wanted.id(),
                        "role",
                        "",
                        String.join(",", after),
                        List.of(Pveum.run(options, "role add", wanted.id())),
                        List.of(effect(after)))
                .withUndo(new Change.Undo("remove the role", List.of(Pveum.run(Map.of(), "role delete", wanted.id()))));
    }

    private Change change(List<String> before, List<String> after) {
        Pveum command = new Pveum();
        command.change("privs", String.join(",", before), String.join(",", after));
        Pveum back = new Pveum();
        back.change("privs", "", String.join(",", before));
        return Change.of(
                        wanted.id(),
                        command.what(),
                        command.before(),
                        command.after(),
                        List.of(command.run("role modify", wanted.id())),
                        List.of(effect(after)))
                .withRisk(after.containsAll(before) ? Risk.SAFE : Risk.DISRUPTIVE)
                .withUndo(new Change.Undo("give back its privileges", List.of(back.run("role modify", wanted.id()))));
    }

    private RoleEffect effect(List<String> privileges) {
        return new RoleEffect(wanted.id(), Optional.of(new AccessRole(wanted.id(), privileges, false)));
    }

    private Plan removal(AccessRole role) {
        if (role.special()) {
            throw new TaskFailure("the role '" + role.id() + "' is built into Proxmox VE and cannot be removed");
        }
        long uses = facts.get(new AccessRules()).stream()
                .filter(rule -> rule.role().equals(role.id()))
                .count();
        Change change = Change.of(
                        role.id(),
                        "role",
                        String.join(",", role.privileges()),
                        "",
                        List.of(Pveum.run(Map.of(), "role delete", role.id())),
                        List.of(new RoleEffect(role.id(), Optional.empty())))
                .withRisk(Risk.DISRUPTIVE);
        Plan plan = Plan.changes(List.of(change), Map.of("role", role.id()));
        return uses == 0
                ? plan
                : plan.withWarning(
                        "the role '" + role.id() + "' is granted " + uses + " time(s); these permissions end with it");
    }
}
