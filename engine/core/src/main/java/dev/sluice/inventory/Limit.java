package dev.sluice.inventory;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.FileNames;
import dev.sluice.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code --limit} leaves of every pattern.
 *
 * @param text as given
 * @param hosts the hosts it means
 */
public record Limit(String text, Set<String> hosts) {
    static Limit read(String text, Path workingDirectory, GroupTree tree, Diagnostics diagnostics) {
        List<String> patterns = new ArrayList<>();
        for (String part : HostPattern.split(text)) {
            if (part.startsWith("@")) {
                Optional<SourceFile> file = SourceFile.read(
                        FileNames.in(workingDirectory, part.substring(1)), part.substring(1), diagnostics);
                if (file.isEmpty()) {
                    return new Limit(text, Set.of());
                }
                file.get()
                        .text()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(patterns::add);
            } else {
                patterns.add(part);
            }
        }
        Diagnostics found = new Diagnostics();
        Set<String> hosts = new LinkedHashSet<>(new HostPattern(tree, null, found).evaluate(patterns));
        found.entries().forEach(diagnostics::add);
        if (hosts.isEmpty() && !found.hasErrors()) {
            diagnostics.error(null, "the limit '" + text + "' leaves no host", "check it against 'sluice inventory'");
        }
        return new Limit(text, hosts);
    }
}
