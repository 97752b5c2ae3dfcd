package dev.sluice.modules.system.services;

import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes that bring a unit into a desired state.
 *
 * @param question which unit
 * @param wish what is wanted of it
 * @param facts the target
 */
record UnitPlan(UnitState question, Wish wish, Facts facts) {
    /** What is wanted; null where nothing is said. */
    record Wish(
            @Nullable ServiceState state,
            @Nullable Boolean enabled,
            @Nullable Boolean masked,
            boolean force,
            boolean noBlock) {}

    List<Change> changes() {
        Answer<Unit> answer = facts.ask(question);
        if (!answer.isKnown() && wish.state() != null && wish.state().isEvent()) {
            return comingLater();
        }
        Unit unit = answer.get();
        if (!unit.exists()) {
            throw new TaskFailure(
                    "no such unit: " + question.name() + " on this host",
                    "check its name, or install" + " what brings it first");
        }
        List<Change> changes = new ArrayList<>();
        masking(unit).ifPresent(changes::add);
        boolean masked = wish.masked() == null ? unit.isMasked() : wish.masked();
        enabling(unit, masked).ifPresent(changes::add);
        activity(unit, masked).ifPresent(changes::add);
        return changes;
    }

    /** The unit as it is before the change, as a value to register. */
    Map<String, Object> status() {
        Unit unit = facts.ask(question).orNull();
        return (unit == null ? Unit.unknown(question.name(), "what " + question.name() + " is like") : unit).values();
    }

    /** A unit that a package brings: whatever its scripts do, a restart is one more change. */
    private List<Change> comingLater() {
        List<Change> changes = new ArrayList<>();
        if (wish.enabled() != null) {
            String verb = wish.enabled() ? "enable" : "disable";
            changes.add(
                    change(verb, "enabled", List.of(enablement(question.name(), wish.enabled())), Change.Kind.EVENT));
        }
        if (wish.state() != null) {
            changes.add(event(question.name(), wish.state()));
        }
        return changes;
    }

    private Optional<Change> masking(Unit unit) {
        Boolean masked = wish.masked();
        if (masked == null || masked == unit.isMasked()) {
            return Optional.empty();
        }
        String id = unit.id().get();
        Effect effect = masked
                ? UnitChanged.loading(id, question, "masked", "masked")
                : new UnitUnmasked(question.name(), question.scope());
        return Optional.of(change(masked ? "mask" : "unmask", "masked", List.of(effect), Change.Kind.STATE));
    }

    private Optional<Change> enabling(Unit unit, boolean masked) {
        Boolean enabled = wish.enabled();
        if (enabled == null || (masked && !enabled)) {
            return Optional.empty();
        }
        if (masked) {
            throw new TaskFailure(question.name() + " is masked, so it cannot be enabled", "add masked: false");
        }
        boolean unmasked = unit.isMasked();
        if (!unmasked && (!unit.canBeEnabled() || unit.isEnabled() == enabled)) {
            return Optional.empty();
        }
        return Optional.of(change(
                enabled ? "enable" : "disable",
                "enabled",
                List.of(enablement(unit.id().get(), enabled)),
                Change.Kind.STATE));
    }

    private Optional<Change> activity(Unit unit, boolean masked) {
        ServiceState state = wish.state();
        if (state == null) {
            return Optional.empty();
        }
        String id = unit.id().get();
        if (masked && state.running()) {
            throw new TaskFailure(question.name() + " is masked, so it cannot be started", "add masked: false");
        }
        if (state.isEvent()) {
            return Optional.of(
                    event(id, unit.isRunning() || state == ServiceState.RESTARTED ? state : ServiceState.STARTED));
        }
        if (unit.isRunning() == state.running()) {
            return Optional.empty();
        }
        boolean again = state.running() && unit.oneShot().get();
        Change change = change(
                state.running() ? "start" : "stop",
                "active",
                again
                        ? List.of()
                        : List.of(UnitChanged.activity(id, question, state.running() ? "active" : "inactive")),
                again ? Change.Kind.EVENT : Change.Kind.STATE);
        return Optional.of(change.withRisk(state.running() ? Risk.SAFE : Risk.DISRUPTIVE));
    }

    private Change event(String id, ServiceState state) {
        String verb = switch (state) {
            case RELOADED -> "reload";
            case RESTARTED -> "restart";
            default -> "start";
        };
        return change(verb, "active", List.of(UnitChanged.activity(id, question, "active")), Change.Kind.EVENT)
                .withRisk(state == ServiceState.RESTARTED ? Risk.DISRUPTIVE : Risk.SAFE);
    }

    private Effect enablement(String id, boolean enabled) {
        return UnitChanged.enablement(id, question, enabled ? "enabled" : "disabled");
    }

    private Change change(String verb, String what, List<Effect> effects, Change.Kind kind) {
        boolean blocks = verb.endsWith("start") || verb.equals("stop") || verb.equals("reload");
        List<Script> options = new ArrayList<>();
        if (wish.noBlock() && blocks) {
            options.add(Script.of("--no-block"));
        }
        if (wish.force() && !blocks) {
            options.add(Script.of("--force"));
        }
        options.add(Script.of("{} -- {}", verb, question.name()));
        Steps.Run run = Steps.Run.script("{} {}", question.scope().systemctl(), options);
        Change change = Change.of(question.name(), what, "", verb, List.of(run), effects);
        return change.withKind(kind);
    }

    /** Whatever happens, this is how the unit is afterwards. */
    static List<Effect> ensured(UnitState question, @Nullable ServiceState state, @Nullable Boolean enabled) {
        return List.of(new UnitChanged(
                question.name(),
                question.name(),
                question.scope(),
                Optional.ofNullable(state).map(each -> each.running() ? "active" : "inactive"),
                Optional.ofNullable(enabled).map(each -> each ? "enabled" : "disabled"),
                Optional.empty()));
    }
}
