package dev.sluice.modules.storage.proxmox.access;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Steps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What has to change about the permissions on one path. */
final class RulePlan {
    private final WantedRule wanted;
    private final Facts facts;
    private final List<AccessRule> rules;

    private RulePlan(WantedRule wanted, Facts facts) {
        this.wanted = wanted;
        this.facts = facts;
        facts.prefetch(new AccessRules(), new AccessRoles(), new AccessUsers());
        this.rules = facts.get(new AccessRules());
    }

    static Plan of(WantedRule wanted, boolean present, Facts facts) {
        RulePlan plan = new RulePlan(wanted, facts);
        return present ? plan.presence() : plan.absence();
    }

    private Plan presence() {
        List<AccessRule> missing =
                wanted.rules().stream().filter(rule -> !rules.contains(rule)).toList();
        if (missing.isEmpty()) {
            return Plan.unchanged(values());
        }
        requireSubjects();
        boolean locksOut = missing.stream().anyMatch(rule -> rule.role().equals("NoAccess"));
        Change change = Change.of(
                        wanted.path(),
                        "permission",
                        text(rules.stream()
                                .filter(rule -> missing.stream().anyMatch(rule::isSameAs))
                                .toList()),
                        text(missing),
                        List.of(command("acl modify", missing, Map.of("propagate", Pveum.flag(wanted.propagate())))),
                        List.of(new RulesEffect(missing, List.of())))
                .withRisk(locksOut ? Risk.DISRUPTIVE : Risk.SAFE);
        Plan plan = Plan.changes(List.of(change), values());
        boolean everything = wanted.path().equals("/") && wanted.roles().contains("Administrator");
        return everything
                ? plan.withWarning(
                        "Administrator on / is the right to do everything on every node; a role with the privileges"
                                + " that are needed is safer")
                : plan;
    }

    private void requireSubjects() {
        UserPlan.requireKnown(
                facts.get(new AccessRoles()).stream().map(AccessRole::id).toList(), wanted.roles(), "role");
        List<AccessUser> users = facts.get(new AccessUsers());
        UserPlan.requireKnown(users.stream().map(AccessUser::id).toList(), wanted.users(), "user");
        List<String> tokens = users.stream()
                .flatMap(user -> user.tokens().stream().map(token -> user.id() + "!" + token.id()))
                .toList();
        UserPlan.requireKnown(tokens, wanted.tokens(), "token");
        if (!wanted.groups().isEmpty()) {
            UserPlan.requireKnown(facts.get(new AccessIds(AccessIds.Kind.GROUPS)), wanted.groups(), "group");
        }
    }

    private Plan absence() {
        List<AccessRule> gone = rules.stream()
                .filter(rule -> wanted.rules().stream().anyMatch(rule::isSameAs))
                .toList();
        if (gone.isEmpty()) {
            return Plan.unchanged(values());
        }
        Change change = Change.of(
                        wanted.path(),
                        "permission",
                        text(gone),
                        "",
                        List.of(command("acl delete", gone, Map.of())),
                        List.of(new RulesEffect(List.of(), gone)))
                .withRisk(Risk.DISRUPTIVE);
        return Plan.changes(List.of(change), values());
    }

    /** One command for all: it sets or takes every role for every subject, and to do so twice does no harm. */
    private Steps.Run command(@CompileTimeConstant String verb, List<AccessRule> affected, Map<String, String> more) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(
                "roles",
                affected.stream().map(AccessRule::role).distinct().sorted().collect(Collectors.joining(",")));
        for (AccessRule.Kind kind : AccessRule.Kind.values()) {
            String subjects = affected.stream()
                    .filter(rule -> rule.kind() == kind)
                    .map(AccessRule::subject)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(","));
            if (!subjects.isEmpty()) {
                options.put(kind.word() + "s", subjects);
            }
        }
        options.putAll(more);
        return Pveum.run(options, verb, wanted.path());
    }

    private static String text(List<AccessRule> rules) {
        return rules.stream()
                .map(rule -> rule.subject() + " " + rule.role() + (rule.propagate() ? "" : " (not below)"))
                .collect(Collectors.joining(", "));
    }

    private Map<String, Object> values() {
        return Map.of("path", wanted.path());
    }
}
