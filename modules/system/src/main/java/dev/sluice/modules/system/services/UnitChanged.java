package dev.sluice.modules.system.services;

import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileQuestion;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
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
    private static final Pattern LINK = Pattern.compile(".*/([^/]+)\\.(?:wants|requires|upholds)(?:/.*)?");

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
    public void alter(Alterations alterations) {
        Set<Name> own = Set.copyOf(List.of(Name.unit(id), Name.unit(asked)));
        Reach reach = active.isEmpty() ? Reach.at(own) : new Reach.Deferred(own, world -> alongWith(own, world));
        alterations.on(
                UnitState.class,
                reach,
                (question, before, world) -> question.scope() == scope ? unit(question, before, world) : before);
        if (file.isPresent()) {
            alterations.onFamily(
                    FileQuestion.class, Reach.below(scope.directories().get(0)), new Alterations.FamilyAlteration() {
                        @Override
                        @SuppressWarnings("unchecked") // the answer to FileAt is a status
                        public <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world) {
                            return (Answer<V>) links((FileQuestion<?>) fact, before, world);
                        }
                    });
        }
    }

    /** The units that may be started or stopped together with this one. */
    private Reach alongWith(Set<Name> own, World world) {
        Unit mine = world.before(new UnitState(asked, scope)).orNull();
        boolean starts = active.equals(Optional.of("active"));
        if (mine == null || !(starts ? mine.pulls() : mine.dependents()).isKnown()) {
            return Reach.everything();
        }
        Set<Name> names = new LinkedHashSet<>(own);
        (starts ? mine.pulls() : mine.dependents()).get().forEach(unit -> names.add(Name.unit(unit)));
        return Reach.at(names);
    }

    private Answer<?> links(FileQuestion<?> question, Answer<?> before, World world) {
        String directory = scope.directories().get(0);
        String reason = "the links that systemctl makes for " + asked;
        if (isLink(question.path(), directory, world)
                || question instanceof TreeOf && TargetPath.isAtOrBelow(directory, question.path())) {
            return Answer.unknown(reason);
        }
        return question instanceof FileAt && question.path().equals(directory)
                ? world.before(new FileAt(directory))
                        .map(status -> status.with(attributes -> attributes.withEntriesChanged(reason)))
                : before;
    }

    private boolean isLink(String path, String directory, World world) {
        Matcher link = LINK.matcher(path);
        if (!TargetPath.isBelow(path, directory) || !link.matches()) {
            return false;
        }
        List<String> installed =
                new UnitFile(new UnitState(asked, scope), world).installedBy().orNull();
        return installed == null || installed.contains(link.group(1)) || path.endsWith("/" + asked);
    }

    private Answer<Unit> unit(UnitState question, Answer<Unit> before, World world) {
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
        boolean concerned = active.get().equals("active")
                ? pulls(mine, other, question, world)
                : isStoppedAlong(mine, other, question, world);
        return concerned && !other.active().equals(Answer.of(active.get()))
                ? other.withActive(Answer.unknown("whether " + question.name() + " goes along with " + asked))
                : other;
    }

    /** Whether this unit may start another: for one that is only a file so far, the units that the file names count. */
    private boolean pulls(Unit mine, Unit other, UnitState question, World world) {
        Collection<String> pulled = mine.pulls().isKnown()
                ? mine.pulls().get()
                : new UnitFile(new UnitState(asked, scope), world)
                        .startedAlong()
                        .orNull();
        return pulled == null || names(pulled, other, question);
    }

    /** Whether another unit may be stopped with this one: one of the two knows of the other. */
    private boolean isStoppedAlong(Unit mine, Unit other, UnitState question, World world) {
        if (mine.dependents().isKnown()) {
            return names(mine.dependents().get(), other, question);
        }
        Collection<String> pulled = other.pulls().isKnown()
                ? other.pulls().get()
                : new UnitFile(question, world).startedAlong().orNull();
        return pulled == null || pulled.contains(asked) || pulled.contains(id);
    }

    private static boolean names(Collection<String> units, Unit other, UnitState question) {
        return units.contains(question.name())
                || units.contains(String.valueOf(other.id().orNull()));
    }
}
