package dev.sluice.template;

import dev.sluice.spi.value.Unknown;

/** Ends the rendering of a text that hangs on something unknown: all of it is unknown then. */
final class UnknownOutput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Unknown unknown;

    UnknownOutput(Unknown unknown) {
        super(unknown.reason(), null, false, false);
        this.unknown = unknown;
    }

    Unknown unknown() {
        return unknown;
    }
}
