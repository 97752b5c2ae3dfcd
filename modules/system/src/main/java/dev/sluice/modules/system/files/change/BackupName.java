package dev.sluice.modules.system.files.change;

import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.spi.Facts;
import dev.sluice.spi.value.Answer;

/** Where the old file is kept: never where another backup is already, such as one of an earlier task of the same run. */
public final class BackupName {
    private static final int MOST = 1000;

    private BackupName() {}

    /** The first of {@code stem + ending}, {@code stem.2 + ending} and so on where nothing is. */
    public static String free(Facts facts, String stem, String ending) {
        String name = stem + ending;
        for (int number = 2; number < MOST; number++) {
            Answer<FileStatus> there = facts.ask(new FileAt(name));
            if (!there.isKnown() || !there.get().exists()) {
                break;
            }
            name = stem + "." + number + ending;
        }
        return name;
    }
}
