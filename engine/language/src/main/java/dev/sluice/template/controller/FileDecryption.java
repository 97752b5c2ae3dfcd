package dev.sluice.template.controller;

import dev.sluice.python.OperationException;

/** Opens files of the controller that are encrypted. */
@FunctionalInterface
public interface FileDecryption {
    /** Files are as they are. */
    FileDecryption NONE = (path, content) -> content;

    /**
     * A file's content in the clear.
     *
     * @param path how messages name the file
     * @return the same array if it is not encrypted
     * @throws OperationException if it cannot be decrypted
     */
    byte[] open(String path, byte[] content);
}
