package dev.sluice.modules.system.files;

import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;

/**
 * Something with a name that nobody can know before, and that nothing had before, is made in a directory.
 *
 * @param directory canonical
 * @param reason what the directory's listing then depends on
 */
public record NameAppears(String directory, String reason) implements FileEffect {
    @Override
    public Reach reach() {
        return Reach.at(Name.path(directory));
    }

    @Override
    public Origin origin(String path, World world) {
        return path.equals(directory)
                ? new Origin.Altered(attributes -> attributes.withEntriesChanged(reason))
                : Origin.SAME;
    }

    @Override
    public Answer<List<String>> appearing(String asked, World world) {
        return TargetPath.isAtOrBelow(directory, asked) ? Answer.unknown(reason) : Answer.of(List.of());
    }
}
