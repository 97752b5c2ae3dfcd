package dev.sluice.modules.system.packages;

import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which package a package file holds, from {@code dpkg-deb -f}; prints {@code nano}, a newline and {@code 7.2-1}, or
 * nothing if there is no such file.
 *
 * @param path on the host
 */
public record DebFile(String path) implements ShellFact<Optional<DebFile.Found>>, DerivedFact<Optional<DebFile.Found>> {
    /** A package's name and version. */
    public record Found(String name, String version) {}

    @Override
    public Set<Name> names() {
        return Set.of(Name.path(path));
    }

    @Override
    public String describe() {
        return "the package file " + path;
    }

    @Override
    public Script script() {
        return Script.of("""
                f={}
                [ -e "$f" ] || exit 0
                dpkg-deb -f -- "$f" Package && dpkg-deb -f -- "$f" Version
                """, path);
    }

    @Override
    public Optional<Found> parse(Output output) {
        List<String> lines = output.text().lines().toList();
        if (output.succeeded() && lines.isEmpty()) {
            return Optional.empty();
        }
        if (!output.succeeded() || lines.size() != 2) {
            throw new UnparsableOutputException(describe(), "no Debian package: " + output.errorText());
        }
        return Optional.of(new Found(lines.get(0), lines.get(1)));
    }

    @Override
    public Reach sources() {
        return Reach.at(names());
    }

    @Override
    public Answer<Optional<Found>> follow(Altered altered, Answer<Optional<Found>> answer, World world) {
        return Answer.unknown("which package " + path + " holds");
    }
}
