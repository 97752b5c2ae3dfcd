package dev.sluice.connection;

import dev.sluice.spi.connection.UnreachableException;

/** Sends requests to a target's shell, whichever shell that is just now. */
interface Asker {
    /** Sends a request and waits for its end. */
    Ending ask(Request request, Exchange exchange) throws UnreachableException;
}
