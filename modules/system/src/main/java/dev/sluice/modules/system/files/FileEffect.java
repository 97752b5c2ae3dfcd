package dev.sluice.modules.system.files;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;

/**
 * An effect on the tree of files. It says for every canonical path where that which is there comes from; how each
 * question about files is answered follows from that in one place ({@link FileView}), symbolic links, permissions and
 * listings included.
 */
public interface FileEffect extends Effect {
    /**
     * Where that which is at a path after the effect comes from.
     *
     * @param path canonical in the world after the effect, but for links that the effect makes
     */
    Origin origin(String path, World world);

    /** The canonical paths below a directory at which something is made or moved to. */
    Answer<List<String>> appearing(String directory, World world);

    /** The paths that are altered; the directories that hold them included where names in them come and go. */
    Reach reach();

    @Override
    default void alter(Alterations alterations) {
        FileView.alter(this, alterations);
    }
}
