package dev.sluice.template.filter;

import dev.sluice.spi.value.Unknown;

/** Ends a filter whose result hangs on a part that is not known: the result is unknown too. */
final class UnknownPart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Unknown unknown;

    UnknownPart(Unknown unknown) {
        super(unknown.reason(), null, false, false);
        this.unknown = unknown;
    }

    Unknown unknown() {
        return unknown;
    }
}
