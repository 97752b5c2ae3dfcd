package dev.sluice.modules.system.packages;

import dev.sluice.spi.Script;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How apt-get is called.
 *
 * @param defaultRelease the release to take packages from; null for apt's own choice
 * @param recommends whether recommended packages come along; null for apt's own choice
 * @param allow what it may do besides: words such as {@code --allow-downgrades}
 * @param dpkg options for dpkg, e.g. {@code force-confold}
 * @param lockTimeout how long to wait for another package manager, in seconds
 */
record AptOptions(
        @Nullable String defaultRelease,
        @Nullable Boolean recommends,
        List<String> allow,
        List<String> dpkg,
        int lockTimeout) {
    /** The words of a call, without {@code apt-get} itself. */
    List<String> words(String verb, List<String> more) {
        List<String> words = new ArrayList<>();
        words.add("-y");
        words.add("-o");
        words.add("DPkg::Lock::Timeout=" + lockTimeout);
        for (String option : dpkg) {
            words.add("-o");
            words.add("Dpkg::Options::=--" + option);
        }
        if (defaultRelease != null) {
            words.add("-t");
            words.add(defaultRelease);
        }
        if (recommends != null) {
            words.add(recommends ? "--install-recommends" : "--no-install-recommends");
        }
        words.addAll(allow);
        words.add(verb);
        words.addAll(more);
        return words;
    }

    /** The words as they stand: names of packages cannot be taken for options ({@link PackageWish}). */
    static Script script(List<String> words) {
        return Script.of("{}", words.stream().map(Script::argument).toList());
    }
}
