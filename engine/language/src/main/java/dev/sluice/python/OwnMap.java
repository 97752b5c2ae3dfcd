package dev.sluice.python;

import java.util.LinkedHashMap;
import java.util.Map;

/** A mapping that the running expression or template made itself and may therefore change ({@code d.update(x)}). */
public final class OwnMap extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1L;

    /** An empty mapping. */
    public OwnMap() {}

    /** A mapping of the same entries. */
    public OwnMap(Map<?, ?> entries) {
        super(entries);
    }
}
