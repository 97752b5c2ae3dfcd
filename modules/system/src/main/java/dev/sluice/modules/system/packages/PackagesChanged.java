package dev.sluice.modules.system.packages;

import dev.sluice.modules.system.accounts.AccountOf;
import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.FileQuestion;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Map;
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
    @SuppressWarnings("unchecked") // an answer to a question has the question's type
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (fact instanceof PackageVersions question) {
            return (Answer<V>) world.before(question).map(before -> before.after(versions));
        }
        if (fact instanceof AccountOf account) {
            return (Answer<V>) world.before(account)
                    .flatMap(before -> before.exists() || !adds() ? Answer.of(before) : Answer.unknown(reason()));
        }
        if (fact instanceof FileQuestion<?> file
                && !FOREIGN.matcher(file.path()).matches()) {
            return (Answer<V>) world.before(file).flatMap(before -> file(before, file));
        }
        return world.before(fact);
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
