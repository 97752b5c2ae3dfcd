package dev.sluice.python;

import org.jspecify.annotations.Nullable;

/** A value with attributes that is neither text, number, list nor mapping: a time, a loop, a namespace. */
public interface ScriptObject {
    /** The name of the type as {@code type_debug} shows it. */
    String typeName();

    /** The attribute's value; {@link dev.sluice.spi.value.Undefined} if there is none of that name. */
    @Nullable
    Object attribute(String name);
}
