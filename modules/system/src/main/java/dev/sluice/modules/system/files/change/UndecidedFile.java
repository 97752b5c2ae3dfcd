package dev.sluice.modules.system.files.change;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.Disturbed;
import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FileEnsured;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.spi.Effect;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Set;

/** What a task is sure to leave behind although it cannot be decided what it has to change. */
public final class UndecidedFile {
    private UndecidedFile() {}

    public static NewFile of(FileKind kind, WantedAttributes wanted, FileContent content, String reason) {
        Attributes attributes = Attributes.unknown(reason);
        FileMode mode = wanted.mode();
        if (mode != null && mode.text().matches("[0-7o]+")) {
            attributes = attributes.withMode(Answer.of(mode.apply(0, kind == FileKind.DIRECTORY)));
        }
        if (wanted.owner() != null) {
            attributes = isNumber(wanted.owner())
                    ? attributes.withOwner(Answer.of(Long.parseLong(wanted.owner())), Answer.unknown(reason))
                    : attributes.withOwner(Answer.unknown(reason), Answer.of(wanted.owner()));
        }
        if (wanted.group() != null) {
            attributes = isNumber(wanted.group())
                    ? attributes.withGroup(Answer.of(Long.parseLong(wanted.group())), Answer.unknown(reason))
                    : attributes.withGroup(Answer.unknown(reason), Answer.of(wanted.group()));
        }
        if (content instanceof FileContent.Exactly exactly && kind == FileKind.FILE) {
            attributes = attributes.withSize(Answer.of((long) exactly.bytes().size()));
        }
        return new NewFile(kind, attributes, content, "");
    }

    /** What a task that edits a text file leaves behind: a file, if it sees to it that something is in it. */
    public static List<Effect> edited(String path, WantedAttributes wanted, boolean present, String reason) {
        if (!path.startsWith("/")) {
            return List.of(new SuspectedEffect(Set.of(path), reason));
        }
        String place = TargetPath.normalize(path);
        return List.of(
                present
                        ? FileEnsured.following(
                                place, of(FileKind.FILE, wanted, new FileContent.Undetermined(reason), reason))
                        : new Disturbed(place, reason));
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d+");
    }
}
