package dev.sluice.modules.system.files.read;

import dev.sluice.modules.system.files.RegexParameter;
import dev.sluice.python.ShellPattern;
import java.util.List;

/**
 * Which names find takes: those that match one of the patterns and none of the exclusions.
 *
 * @param patterns shell patterns or regular expressions; none takes every name
 * @param excludes likewise
 * @param regex whether they are regular expressions in Python's syntax, which have to match from the start of the name
 */
record FileFilter(List<String> patterns, List<String> excludes, boolean regex) {
    boolean takes(String name) {
        boolean wanted = patterns.isEmpty() || patterns.stream().anyMatch(each -> matches(each, name));
        return wanted && excludes.stream().noneMatch(each -> matches(each, name));
    }

    private boolean matches(String pattern, String name) {
        return regex
                ? RegexParameter.compile("patterns", pattern).matcher(name).lookingAt()
                : ShellPattern.of(pattern).matches(name);
    }
}
