package dev.sluice.modules.system.command;

import java.util.List;

/** Option lists that runbooks give as one text. */
public final class Words {
    private Words() {}

    /**
     * The words of a text, split as a shell would.
     *
     * @throws dev.sluice.spi.TaskFailure if a quote is not closed
     */
    public static List<String> of(String text) {
        return CommandLine.split(text);
    }
}
