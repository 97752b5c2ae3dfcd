package dev.sluice.modules.system.files;

import java.util.List;

/** An answer that says where in the file system it was found. */
public interface Located {
    /**
     * The canonical path: no name in it is a symbolic link, except perhaps the last where the question does not follow
     * it. For what does not exist, where it would be.
     */
    String path();

    /** The canonical paths of the symbolic links that were followed on the way; sorted. */
    List<String> links();
}
