package dev.sluice.modules.storage.exports;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;
import java.util.List;

/** {@code exportfs -ra} makes the table say what the files say. */
record ExportsTableBecomes(List<Export> exports) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.set(ExportsTable.class, Reach.everything(), exports);
    }
}
