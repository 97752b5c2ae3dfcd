package dev.sluice.family;

import java.nio.file.Path;

/** Modules cannot be used: of a jar, of a directory of jars, or of two families that disagree. The message says what to do. */
public final class FamilyException extends RuntimeException {
    FamilyException(String message) {
        super(message);
    }

    FamilyException(Path place, String problem) {
        super(place + " " + problem);
    }

    FamilyException(Path place, String problem, Throwable cause) {
        super(place + " " + problem, cause);
    }
}
