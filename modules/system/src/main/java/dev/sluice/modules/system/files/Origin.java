package dev.sluice.modules.system.files;

import java.util.function.UnaryOperator;

/** Where that which is at a canonical path after an effect comes from. */
public sealed interface Origin {
    /** It is as it was. */
    Origin SAME = new Same();

    /** There is nothing any more. */
    Origin GONE = new Gone();

    /** It is as it was. */
    record Same() implements Origin {}

    /** There is nothing any more. */
    record Gone() implements Origin {}

    /** It is what was there, with other attributes. */
    record Altered(UnaryOperator<Attributes> change) implements Origin {}

    /** It was at another canonical path before. */
    record MovedFrom(String path, UnaryOperator<Attributes> change) implements Origin {}

    /** It was made. */
    record Made(NewFile file) implements Origin {}

    /** A symbolic link above was made: look at this path instead. */
    record Elsewhere(String path, String link) implements Origin {}

    /** What was covered by a file system mounted at the path is there again. */
    record Uncovered(String mountPoint) implements Origin {}

    /** Nobody can know. */
    record Unknown(String reason) implements Origin {}
}
