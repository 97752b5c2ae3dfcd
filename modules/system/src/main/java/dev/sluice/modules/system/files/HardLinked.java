package dev.sluice.modules.system.files;

import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A file gets another name in place of what was there.
 *
 * @param path the new name; canonical
 * @param existing a name that the file has already; canonical
 */
public record HardLinked(String path, String existing) implements FileEffect {
    @Override
    public Reach reach() {
        return DirectoryEntries.reach(List.of(path, existing));
    }

    @Override
    public Origin origin(String asked, World world) {
        UnaryOperator<Attributes> oneMore = attributes -> attributes
                .withHardLinks(attributes.hardLinks().map(count -> count + 1))
                .withChanged(Answer.unknown("when this run links it"));
        if (asked.equals(path)) {
            return new Origin.MovedFrom(existing, oneMore);
        }
        if (asked.equals(existing)) {
            return new Origin.Altered(oneMore);
        }
        return TargetPath.isBelow(asked, path) ? Origin.GONE : DirectoryEntries.origin(asked, List.of(path));
    }

    @Override
    public Answer<List<String>> appearing(String directory, World world) {
        return Answer.of(TargetPath.isBelow(path, directory) ? List.of(path) : List.of());
    }
}
