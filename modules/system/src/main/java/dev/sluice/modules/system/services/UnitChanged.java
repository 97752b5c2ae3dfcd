package dev.sluice.modules.system.services;

import dev.sluice.modules.system.files.FileQuestion;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A unit is started, stopped, enabled, disabled, masked or unmasked; what is empty stays. Units that come or go with it
 * may change too.
 *
 * @param id its primary name, as far as it is known
 * @param asked the name that the task uses
 * @param scope whose units
 * @param active its ActiveState afterwards
 * @param file its UnitFileState afterwards
 * @param load its LoadState afterwards
 */
public record UnitChanged(
        String id, String asked, Scope scope, Optional<String> active, Optional<String> file, Optional<String> load)
        implements Effect {
    private static final Pattern LINK = Pattern.compile(".*\\.(wants|requires|upholds)(/.*)?");

    static UnitChanged activity(String id, UnitState question, String active) {
        return new UnitChanged(
                id, question.name(), question.scope(), Optional.of(active), Optional.empty(), Optional.empty());
    }

    static UnitChanged enablement(String id, UnitState question, String file) {
        return new UnitChanged(
                id, question.name(), question.scope(), Optional.empty(), Optional.of(file), Optional.empty());
    }

    static UnitChanged loading(String id, UnitState question, String load, String file) {
        return new UnitChanged(
                id, question.name(), question.scope(), Optional.empty(), Optional.of(file), Optional.of(load));
    }

    @Override
    @SuppressWarnings("unchecked") // the answer to UnitState is a unit
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (fact instanceof UnitState question && question.scope() == scope) {
            return (Answer<V>) unit(question, world);
        }
        if (file.isPresent() && fact instanceof FileQuestion<?> question && concerns(question.path())) {
            return Answer.unknown("the links that systemctl makes for " + asked);
        }
        return world.before(fact);
    }

    private Answer<Unit> unit(UnitState question, World world) {
        Answer<Unit> before = world.before(question);
        boolean named = question.name().equals(asked) || question.name().equals(id);
        if (named && !before.isKnown()) {
            return Answer.of(changed(Unit.unknown(id, "what " + asked + " is like once it is there")
                    .withLoad(Answer.of("loaded"))));
        }
        return before.map(
                unit -> named || unit.id().equals(Answer.of(id)) ? changed(unit) : together(unit, question, world));
    }

    private Unit changed(Unit unit) {
        Unit changed = unit;
        if (active.isPresent()) {
            changed = changed.withActive(Answer.of(active.get()));
        }
        if (file.isPresent()) {
            changed = changed.withFile(Answer.of(file.get()));
        }
        return load.isPresent() ? changed.withLoad(Answer.of(load.get())) : changed;
    }

    /** Another unit that is started or stopped along with this one. */
    private Unit together(Unit other, UnitState question, World world) {
        Unit mine = world.before(new UnitState(asked, scope)).orNull();
        if (active.isEmpty() || mine == null) {
            return other;
        }
        List<String> moved = (active.get().equals("active") ? mine.pulls() : mine.dependents()).orNull();
        boolean concerned = moved == null
                || moved.contains(question.name())
                || moved.contains(String.valueOf(other.id().orNull()));
        return concerned && !other.active().equals(Answer.of(active.get()))
                ? other.withActive(Answer.unknown("whether " + question.name() + " goes along with " + asked))
                : other;
    }

    private boolean concerns(String path) {
        return scope.directories().stream()
                .limit(1)
                .anyMatch(directory -> (TargetPath.isBelow(path, directory)
                                && LINK.matcher(path).matches())
                        || TargetPath.isAtOrBelow(directory, path));
    }
}
