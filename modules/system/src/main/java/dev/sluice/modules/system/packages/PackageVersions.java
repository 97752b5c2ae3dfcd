package dev.sluice.modules.system.packages;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which versions of some packages are installed and which could be. The script finds out which package manager there is
 * and prints its name and a line for each package: name, installed version, newest version, separated by tabs; a version
 * is empty where there is none. From dpkg-query(1) and {@code apt-cache policy}:
 *
 * <pre>
 * apt
 * bash	5.2.15-2+b8	5.2.15-2+b13
 * nano		7.2-1+deb12u1
 * </pre>
 *
 * @param packages names, sorted; no versions in them
 */
public record PackageVersions(List<String> packages) implements ShellFact<PackageVersions.Found> {
    private static final Set<Name> MANAGERS =
            Name.programs("apt", "apt-get", "aptitude", "dpkg", "dnf", "yum", "rpm", "apk", "zypper", "pacman");
    private static final Script SCRIPT = Script.resource(PackageVersions.class, "versions.sh");

    /**
     * Versions of a package.
     *
     * @param present whether it is installed, which may be known where the version is not
     * @param installed the installed one; empty if it is not installed
     * @param candidate the one that would be installed; empty if none is known
     */
    public record Versions(Answer<Boolean> present, Answer<String> installed, Answer<String> candidate) {
        static Versions of(String installed, String candidate) {
            return new Versions(Answer.of(!installed.isEmpty()), Answer.of(installed), Answer.of(candidate));
        }

        /** Whether what is installed is what is wanted. */
        boolean meet(PackageWish wish) {
            return wish.version().isEmpty() ? present.get() : wish.isMetBy(installed.get());
        }
    }

    /**
     * What is known.
     *
     * @param manager {@code apt}, {@code dnf}, {@code yum}, {@code zypper}, {@code apk}, {@code pacman} or {@code none}
     * @param packages versions by name
     */
    public record Found(String manager, Map<String, Versions> packages) {
        /** The same after other versions have been installed. */
        Found after(Map<String, Answer<String>> versions) {
            Map<String, Versions> changed = new TreeMap<>(packages);
            changed.replaceAll((name, before) -> {
                Answer<String> version = versions.get(name);
                if (version != null) {
                    boolean removed = version.equals(Answer.of(""));
                    return new Versions(Answer.of(!removed), version, removed ? before.candidate() : version);
                }
                return before;
            });
            return new Found(manager, changed);
        }

        Found withUnknownCandidates(String reason) {
            Map<String, Versions> changed = new TreeMap<>(packages);
            changed.replaceAll(
                    (name, before) -> new Versions(before.present(), before.installed(), Answer.unknown(reason)));
            return new Found(manager, changed);
        }
    }

    public PackageVersions {
        packages = packages.stream().distinct().sorted().toList();
    }

    @Override
    public Set<Name> names() {
        Set<Name> names = new LinkedHashSet<>(MANAGERS);
        packages.forEach(each -> names.add(new Name("package", each)));
        return names;
    }

    @Override
    public String describe() {
        return "the versions of " + String.join(", ", packages);
    }

    @Override
    public Script script() {
        return Script.of("set -- {}\n{}", packages, SCRIPT);
    }

    @Override
    public Found parse(Output output) {
        List<String> lines = output.text().lines().toList();
        if (lines.isEmpty() || lines.size() - 1 < (lines.get(0).equals("none") ? 0 : packages.size())) {
            throw new UnparsableOutputException(
                    describe(), "expected a line for each package: " + output.text() + output.errorText());
        }
        Map<String, Versions> found = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            if (fields.length != 3) {
                throw new UnparsableOutputException(describe(), "unexpected line: " + line);
            }
            found.put(fields[0], Versions.of(fields[1], fields[2]));
        }
        return new Found(lines.get(0), found);
    }
}
