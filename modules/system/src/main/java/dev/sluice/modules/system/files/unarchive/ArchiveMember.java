package dev.sluice.modules.system.files.unarchive;

import dev.sluice.modules.system.files.FileKind;
import dev.sluice.spi.Bytes;

/**
 * A file, directory or symbolic link in an archive.
 *
 * @param name its path in the archive, without slashes at either end
 * @param kind what it is
 * @param mode its permission bits
 * @param content of a file
 * @param target of a link
 */
record ArchiveMember(String name, FileKind kind, int mode, Bytes content, String target) {}
