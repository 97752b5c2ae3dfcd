package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.secret.KeptSecret;
import dev.sluice.spi.secret.SecretAt;
import dev.sluice.spi.secret.SecretKept;
import dev.sluice.spi.secret.SecretPlace;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What has to change about one token, and where its secret goes. */
final class TokenPlan {
    /** How often a token is tried to be made again that was removed for it, once in a second. */
    private static final int ATTEMPTS = 30;

    private final WantedToken wanted;
    private final Facts facts;

    private TokenPlan(WantedToken wanted, Facts facts) {
        this.wanted = wanted;
        this.facts = facts;
    }

    static Plan of(WantedToken wanted, boolean present, Facts facts) {
        TokenPlan plan = new TokenPlan(wanted, facts);
        return present ? plan.presence() : plan.absence();
    }

    private Plan absence() {
        Optional<AccessUser> user = UserPlan.find(wanted.user(), facts);
        if (user.flatMap(each -> each.token(wanted.id())).isEmpty()) {
            return Plan.unchanged(names());
        }
        Change change = Change.of(
                        wanted.fullId(),
                        "token",
                        wanted.fullId(),
                        "",
                        List.of(removal()),
                        List.of(effect(user.get(), Optional.empty())))
                .withRisk(Risk.DESTRUCTIVE);
        return Plan.changes(List.of(change), names());
    }

    private Plan presence() {
        SecretPlace place = place();
        facts.prefetch(new AccessUsers(), new SecretAt(place));
        AccessUser user = UserPlan.find(wanted.user(), facts)
                .orElseThrow(() -> new TaskFailure(
                        "no such user: '" + wanted.user() + "' in this Proxmox VE; a token belongs to a user"));
        Optional<AccessToken> token = user.token(wanted.id());
        return token.isEmpty() ? creation(user, place) : existing(user, token.get(), place);
    }

    private SecretPlace place() {
        WantedStore store = Objects.requireNonNull(wanted.store(), "a token that is to be there has a store");
        return new SecretPlace(facts.controller().resolve(store.path()), store.key(), store.encrypted());
    }

    private Plan creation(AccessUser user, SecretPlace place) {
        Answer<Optional<KeptSecret>> kept = facts.ask(new SecretAt(place));
        if (kept.isKnown() && kept.get().isPresent() && !wanted.regenerate()) {
            throw new TaskFailure(
                    "no token '" + wanted.fullId() + "' yet, but a secret is already kept as " + place.describe()
                            + ": it is that of a token that is gone, or of something else",
                    "name another key," + " remove it, or replace it with 'regenerate: true'");
        }
        AccessToken made = made(new AccessToken(wanted.id(), true, 0, ""));
        Change change = Change.of(
                        wanted.fullId(),
                        "token",
                        "",
                        wanted.fullId() + (made.separated() ? "" : " with all privileges of its user"),
                        List.of(addition(made, place)),
                        List.of(effect(user, Optional.of(made)), new SecretKept(place)))
                .withUndo(new Change.Undo("remove the token", List.of(removal())));
        return Plan.changes(List.of(change), values(unknown()));
    }

    private Plan existing(AccessUser user, AccessToken token, SecretPlace place) {
        Optional<KeptSecret> kept = facts.get(new SecretAt(place));
        if (kept.isEmpty()) {
            return regeneration(user, token, place);
        }
        AccessToken after = made(token);
        Pveum command = command(token, after);
        Object value = kept.get().written().isKnown()
                ? facts.controller().secret(place).map(Object.class::cast).orElseGet(this::unknown)
                : unknown();
        return command.isEmpty()
                ? Plan.unchanged(values(value))
                : Plan.changes(List.of(change(user, token, after, command)), values(value));
    }

    private Change change(AccessUser user, AccessToken before, AccessToken after, Pveum command) {
        if (after.comment().isEmpty() && command.changes("comment")) {
            throw new TaskFailure("the comment of a token cannot be taken away: Proxmox VE ignores an empty one");
        }
        boolean narrower = (!before.separated() && after.separated())
                || (command.changes("expire") && UserPlan.isOver(after.expire(), facts));
        return Change.of(
                        wanted.fullId(),
                        command.what(),
                        command.before(),
                        command.after(),
                        List.of(command.run("user token modify", wanted.user(), wanted.id())),
                        List.of(effect(user, Optional.of(after))))
                .withRisk(narrower ? Risk.DISRUPTIVE : Risk.SAFE);
    }

    /** Nobody can read the secret of a token that is there: it takes a new one, and all else stays. */
    private Plan regeneration(AccessUser user, AccessToken token, SecretPlace place) {
        if (!wanted.regenerate()) {
            throw new TaskFailure("the token '" + wanted.fullId() + "' is there, but its secret is not kept as "
                    + place.describe() + ", and it cannot be read again: put it there if you have it, or set"
                    + " 'regenerate: true' to create the token again; the old secret is invalid then");
        }
        AccessToken made = made(token);
        List<AccessRule> rules = facts.get(new AccessRules()).stream()
                .filter(rule ->
                        rule.kind() == AccessRule.Kind.TOKEN && rule.subject().equals(wanted.fullId()))
                .toList();
        List<Step<?>> steps =
                new ArrayList<>(List.of(Steps.Keep.one(regenerating(command(token, made), made), "/value", place)));
        rules.forEach(rule -> steps.add(granting(rule)));
        Change change = Change.of(
                        wanted.fullId(),
                        "secret",
                        "not kept",
                        "a new one, " + place.describe(),
                        steps,
                        List.of(
                                effect(user, Optional.of(made)),
                                new RulesEffect(rules, List.of()),
                                new SecretKept(place)))
                .withRisk(Risk.DISRUPTIVE);
        return Plan.changes(List.of(change), values(unknown()));
    }

    /**
     * Proxmox VE from 9.1 on replaces a secret and nothing else. Before, it takes a new token in the place of the old one;
     * as the lock of the cluster can be busy just then, that is tried for a while, and a failure tells the command that
     * is left to do.
     */
    private Steps.Run regenerating(Pveum differing, AccessToken made) {
        Script add = Pveum.command(options(made), "user token add", wanted.user(), wanted.id());
        return Pveum.script(Script.of(
                """
                exec 3>&1
                if e=$({ {} >&3; } 2>&1); then exit 0; fi
                case $e in
                *'Unknown option: regenerate'*) ;;
                *) printf '%s\\n' "$e" >&2; exit 1 ;;
                esac
                {} || exit 1
                n=0
                until {}; do
                  n=$((n + 1))
                  [ "$n" -lt {} ] || { printf '%s\\n' {} >&2; exit 1; }
                  sleep 1
                done
                """,
                Script.of(
                        "{} --regenerate 1 --output-format json",
                        differing.command("user token modify", wanted.user(), wanted.id())),
                Pveum.command(Map.of(), "user token remove", wanted.user(), wanted.id()),
                add,
                ATTEMPTS,
                "the old token is gone and the new one could not be made; it is made by: " + add));
    }

    /** Before 9.1 the rules of a token go with it. */
    private static Step<?> granting(AccessRule rule) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("roles", rule.role());
        options.put("tokens", rule.subject());
        options.put("propagate", Pveum.flag(rule.propagate()));
        return Pveum.run(options, "acl modify", rule.path());
    }

    private AccessToken made(AccessToken before) {
        return new AccessToken(
                before.id(),
                wanted.privsep() == null ? before.separated() : wanted.privsep(),
                wanted.expire() == null ? before.expire() : wanted.expire(),
                UserPlan.text(wanted.comment(), before.comment()));
    }

    private static Pveum command(AccessToken before, AccessToken after) {
        Pveum command = new Pveum();
        if (after.separated() != before.separated()) {
            command.change("privsep", Pveum.flag(before.separated()), Pveum.flag(after.separated()));
        }
        if (after.expire() != before.expire()) {
            command.change("expire", String.valueOf(before.expire()), String.valueOf(after.expire()));
        }
        if (!after.comment().equals(before.comment())) {
            command.change("comment", before.comment(), after.comment());
        }
        return command;
    }

    private Steps.Keep addition(AccessToken made, SecretPlace place) {
        return Steps.Keep.one(Pveum.run(options(made), "user token add", wanted.user(), wanted.id()), "/value", place);
    }

    private static Map<String, String> options(AccessToken made) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("privsep", Pveum.flag(made.separated()));
        if (made.expire() != 0) {
            options.put("expire", String.valueOf(made.expire()));
        }
        if (!made.comment().isEmpty()) {
            options.put("comment", made.comment());
        }
        options.put("output-format", "json");
        return options;
    }

    private Steps.Run removal() {
        return Pveum.run(Map.of(), "user token remove", wanted.user(), wanted.id());
    }

    /** The user with this token in place of the one of the same name, or without one. */
    private UserEffect effect(AccessUser user, Optional<AccessToken> token) {
        List<AccessToken> tokens = Stream.concat(
                        user.tokens().stream().filter(each -> !each.id().equals(wanted.id())), token.stream())
                .sorted(AccessUsers.TOKEN_ORDER)
                .toList();
        return new UserEffect(user.id(), Optional.of(user.withTokens(tokens)));
    }

    private Unknown unknown() {
        return new Unknown("the secret of the token '" + wanted.fullId() + "'");
    }

    private Map<String, Object> names() {
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("user", wanted.user());
        names.put("full_tokenid", wanted.fullId());
        return names;
    }

    private Map<String, Object> values(Object secret) {
        Map<String, Object> values = names();
        values.put("value", secret);
        return values;
    }
}
