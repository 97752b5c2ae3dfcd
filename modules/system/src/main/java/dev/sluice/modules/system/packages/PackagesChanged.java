package dev.sluice.modules.system.packages;

import dev.sluice.modules.system.accounts.AccountOf;
import dev.sluice.modules.system.accounts.DatabaseEntries;
import dev.sluice.modules.system.accounts.GroupEntry;
import dev.sluice.modules.system.accounts.UserEntry;
import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.FileQuestion;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.modules.system.services.Unit;
import dev.sluice.modules.system.services.UnitState;
import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Packages are installed, upgraded or removed. Their versions are known; the files, users and units that they bring are
 * not, so where packages put such things, what is not there now becomes unknown instead of absent. Files that are there
 * stay known below the directories that belong to the administrator and to users.
 *
 * @param versions the version that each package has afterwards; unknown for one that is newest at the time, empty text
 *     for one that is removed
 */
public record PackagesChanged(Map<String, Answer<String>> versions) implements Effect {
    /** Where packages put nothing (Filesystem Hierarchy Standard 3.0; hier(7)). */
    private static final Pattern FOREIGN =
            Pattern.compile("/(home|root|srv|tmp|mnt|media|proc|sys|dev|run/user|usr/local|opt)(/.*)?|/");

    public PackagesChanged {
        versions = Map.copyOf(new TreeMap<>(versions));
    }

    /** Whether anything is installed or upgraded. */
    public boolean adds() {
        return versions.values().stream().anyMatch(version -> !version.equals(Answer.of("")));
    }

    /** The packages in words. */
    public String describe() {
        List<String> names = versions.keySet().stream().sorted().toList();
        return names.size() == 1 ? "the package " + names.get(0) : "the packages " + String.join(", ", names);
    }

    @Override
    public void alter(Alterations alterations) {
        Set<Name> packages = new LinkedHashSet<>();
        versions.keySet().forEach(each -> packages.add(new Name("package", each)));
        alterations.map(PackageVersions.class, Reach.at(packages), before -> before.after(versions));
        AptSimulation.forget(alterations);
        alterations.onFamily(FileQuestion.class, Reach.everything(), new Alterations.FamilyAlteration() {
            @Override
            public <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world) {
                return fact instanceof FileQuestion<?> file
                                && !FOREIGN.matcher(file.path()).matches()
                        ? before.flatMap(found -> file(found, file))
                        : before;
            }
        });
        DatabaseEntries.forget(alterations);
        if (adds()) {
            bring(alterations);
        }
    }

    /** What is not there may come with a package. */
    private void bring(Alterations alterations) {
        alterations.on(
                AccountOf.class,
                Reach.everything(),
                (account, before, world) ->
                        before.flatMap(found -> found.exists() ? before : Answer.unknown(reason())));
        alterations.on(
                UserEntry.class,
                Reach.everything(),
                (entry, before, world) -> before.flatMap(found ->
                        found.user().isPresent() ? before : Answer.unknown("the users that a package brings")));
        alterations.on(
                GroupEntry.class,
                Reach.everything(),
                (entry, before, world) -> before.flatMap(
                        found -> found.isPresent() ? before : Answer.unknown("the groups that a package brings")));
        alterations.on(
                UnitState.class,
                Reach.everything(),
                (unit, before, world) -> before.map(Unit::exists).equals(Answer.of(true))
                        ? before
                        : Answer.unknown(
                                "the units that " + describe() + (versions.size() == 1 ? " brings" : " bring")));
    }

    private <V> Answer<V> file(V before, FileQuestion<?> question) {
        boolean absent = before instanceof FileStatus status && !status.exists()
                || before instanceof Content content && content.state() == Content.State.ABSENT;
        boolean listing = before instanceof Tree;
        boolean shipped = question.path().matches("/(usr|lib|lib64|bin|sbin|var/lib/dpkg)(/.*)?");
        boolean content = question instanceof ContentOf;
        if (absent && adds() || listing || shipped && content) {
            return Answer.unknown(reason());
        }
        return Answer.of(before);
    }

    private String reason() {
        return "what " + describe() + (versions.size() == 1 ? " brings" : " bring");
    }
}
