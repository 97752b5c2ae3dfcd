package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Suggestions;
import dev.sluice.spi.TaskFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has to change about one user. */
final class UserPlan {
    private final WantedUser wanted;
    private final Facts facts;

    private UserPlan(WantedUser wanted, Facts facts) {
        this.wanted = wanted;
        this.facts = facts;
    }

    static Plan of(WantedUser wanted, boolean present, Facts facts) {
        UserPlan plan = new UserPlan(wanted, facts);
        facts.prefetch(new AccessUsers(), new AccessIds(AccessIds.Kind.REALMS));
        Optional<AccessUser> user = find(wanted.id(), facts);
        Optional<Change> change = present ? plan.presence(user) : user.map(plan::removal);
        return Plan.changes(change.stream().toList(), Map.of("user", wanted.id()));
    }

    static Optional<AccessUser> find(String id, Facts facts) {
        return facts.get(new AccessUsers()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    private Optional<Change> presence(Optional<AccessUser> user) {
        if (wanted.groups() != null) {
            requireKnown(facts.get(new AccessIds(AccessIds.Kind.GROUPS)), wanted.groups(), "group");
        }
        if (user.isEmpty()) {
            String realm = wanted.id().substring(wanted.id().lastIndexOf('@') + 1);
            requireKnown(facts.get(new AccessIds(AccessIds.Kind.REALMS)), List.of(realm), "realm");
        }
        AccessUser before = user.orElse(new AccessUser(wanted.id(), true, 0, "", "", List.of(), List.of()));
        AccessUser after = after(before);
        Pveum command = command(before, after);
        return user.isEmpty()
                ? Optional.of(addition(after, command))
                : command.isEmpty() ? Optional.empty() : Optional.of(change(before, after, command));
    }

    static void requireKnown(List<String> known, List<String> names, String what) {
        for (String name : names) {
            if (!known.contains(name)) {
                String near = Suggestions.didYouMean(name, known);
                throw new TaskFailure(
                        "unknown " + what + " '" + name + "' in this Proxmox VE" + (near.isEmpty() ? "" : "; " + near));
            }
        }
    }

    private AccessUser after(AccessUser before) {
        return new AccessUser(
                before.id(),
                wanted.enable() == null ? before.enabled() : wanted.enable(),
                wanted.expire() == null ? before.expire() : wanted.expire(),
                text(wanted.comment(), before.comment()),
                text(wanted.email(), before.email()),
                wanted.groups() == null
                        ? before.groups()
                        : wanted.groups().stream().distinct().sorted().toList(),
                before.tokens());
    }

    static String text(@Nullable String wanted, String before) {
        return wanted == null ? before : wanted;
    }

    private static Pveum command(AccessUser before, AccessUser after) {
        Pveum command = new Pveum();
        if (!after.comment().equals(before.comment())) {
            command.change("comment", before.comment(), after.comment());
        }
        if (!after.email().equals(before.email())) {
            command.change("email", before.email(), after.email());
        }
        if (after.enabled() != before.enabled()) {
            command.change("enable", Pveum.flag(before.enabled()), Pveum.flag(after.enabled()));
        }
        if (after.expire() != before.expire()) {
            command.change("expire", String.valueOf(before.expire()), String.valueOf(after.expire()));
        }
        if (!after.groups().equals(before.groups())) {
            command.change("groups", String.join(",", before.groups()), String.join(",", after.groups()));
        }
        return command;
    }

    private static Change addition(AccessUser after, Pveum command) {
        return Change.of(
                        after.id(),
                        "user",
                        "",
                        after.id(),
                        List.of(command.run("user add", after.id())),
                        List.of(new UserEffect(after.id(), Optional.of(after))))
                .withUndo(new Change.Undo("remove the user", List.of(Pveum.run(Map.of(), "user delete", after.id()))));
    }

    private Change change(AccessUser before, AccessUser after, Pveum command) {
        boolean locksOut =
                (before.enabled() && !after.enabled()) || (command.changes("expire") && isOver(after.expire(), facts));
        return Change.of(
                        after.id(),
                        command.what(),
                        command.before(),
                        command.after(),
                        List.of(command.run("user modify", after.id())),
                        List.of(new UserEffect(after.id(), Optional.of(after))))
                .withRisk(locksOut ? Risk.DISRUPTIVE : Risk.SAFE);
    }

    static boolean isOver(long expire, Facts facts) {
        return expire != 0 && expire <= facts.now().getEpochSecond();
    }

    private Change removal(AccessUser user) {
        if (user.id().equals("root@pam")) {
            throw new TaskFailure("root@pam cannot be removed: Proxmox VE is built on it");
        }
        List<String> tokens = user.tokens().stream().map(AccessToken::id).toList();
        return Change.of(
                        user.id(),
                        "user",
                        tokens.isEmpty() ? user.id() : user.id() + " with tokens " + String.join(", ", tokens),
                        "",
                        List.of(Pveum.run(Map.of(), "user delete", user.id())),
                        List.of(new UserEffect(user.id(), Optional.empty())))
                .withRisk(tokens.isEmpty() ? Risk.DISRUPTIVE : Risk.DESTRUCTIVE);
    }
}
