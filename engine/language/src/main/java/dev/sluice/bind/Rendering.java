package dev.sluice.bind;

import dev.sluice.source.Node;
import dev.sluice.source.Span;
import org.jspecify.annotations.Nullable;

/** Turns what is written in a task into values, with the variables of one target. */
public interface Rendering {
    /**
     * The value of a text that has a template in it.
     *
     * @param span where it stands, for error messages
     */
    @Nullable
    Object render(String text, Span span);

    /** The text of a mapping's key that has a template in it, in the clear. */
    String key(String text, Span span);

    /** The value of an expression without braces. */
    @Nullable
    Object evaluate(String expression, Span span);

    /** The value of a scalar that is tagged {@code !vault}. */
    Object decrypt(Node.Scalar scalar);
}
