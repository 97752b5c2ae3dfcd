package dev.sluice.python;

import java.util.ArrayList;
import java.util.Collection;

/**
 * A list that the running expression or template made itself and may therefore change ({@code l.append(x)}). The lists
 * of variables are never of this type: a template cannot change what others see.
 */
public final class OwnList extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    /** An empty list. */
    public OwnList() {}

    /** A list of the same items. */
    public OwnList(Collection<?> items) {
        super(items);
    }
}
