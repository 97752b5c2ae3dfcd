package dev.sluice.modules.system.accounts;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.Disturbed;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Steps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The home that useradd(8) makes for a new user: a copy of the skeleton that belongs to the user. A directory that is
 * there already is left as it is.
 */
record HomeDirectory(
        String name,
        UserEntry.User user,
        int mode,
        @Nullable String skeleton,
        Facts facts) {
    private static final String SKELETON = "/etc/skel";

    Optional<Effect> effect() {
        String home = TargetPath.normalize(user.home().get());
        FileStatus status = facts.get(new FileAt(home));
        if (status.exists()) {
            return Optional.empty();
        }
        if (!facts.get(new FileAt(TargetPath.parent(home))).exists()) {
            return Optional.of(new Disturbed(TargetPath.parent(home), "the home that useradd makes for " + name));
        }
        Map<String, NewFile> made = new LinkedHashMap<>();
        made.put(status.path(), NewFile.directory(owned().withMode(dev.sluice.spi.value.Answer.of(mode))));
        Tree tree = facts.get(new TreeOf(skeleton == null ? SKELETON : skeleton, 0));
        for (FileStatus entry : tree.entries()) {
            String place = TargetPath.rebase(entry.path(), tree.path(), status.path());
            Attributes attributes = owned().withMode(entry.attributes().mode());
            made.put(place, copy(entry, attributes));
        }
        return Optional.of(new FilesPlaced(made));
    }

    /** Makes the home as useradd does, for a user who is there already. */
    Steps.Run making() {
        return Steps.Run.script(
                """
                set -e
                h={} s={}
                mkdir -p -- "$h"
                [ ! -d "$s" ] || cp -a -- "$s/." "$h"
                chown -hR -- {} "$h"
                chmod {} -- "$h"
                """,
                user.home().get(),
                skeleton == null ? SKELETON : skeleton,
                name + ":",
                Integer.toOctalString(mode));
    }

    private static NewFile copy(FileStatus entry, Attributes attributes) {
        if (entry.isDirectory()) {
            return NewFile.directory(attributes);
        }
        return entry.isLink()
                ? NewFile.link(attributes, entry.target())
                : NewFile.file(attributes.withSize(entry.attributes().size()), new FileContent.SameAs(entry.path()));
    }

    private Attributes owned() {
        return Attributes.unknown("the home that useradd makes for " + name)
                .withOwner(user.uid(), dev.sluice.spi.value.Answer.of(name))
                .withGroup(user.gid(), user.group());
    }
}
