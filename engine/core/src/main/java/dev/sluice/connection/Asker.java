package dev.sluice.connection;

import dev.sluice.spi.connection.UnreachableException;
import java.time.Duration;
import java.util.function.Function;

/** Sends requests to a target's shell, whichever shell that is just now. */
interface Asker {
    /**
     * Sends a request and waits for its end.
     *
     * @param request made for the shell's nonce
     */
    Ending ask(Function<String, Request> request, Exchange exchange) throws UnreachableException;

    /** Waits on this machine and says whether it was not interrupted. */
    boolean sleep(Duration duration);
}
