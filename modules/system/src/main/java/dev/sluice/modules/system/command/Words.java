package dev.sluice.modules.system.command;

import dev.sluice.python.OperationException;
import dev.sluice.python.ShellWords;
import dev.sluice.spi.TaskFailure;
import java.util.List;

/** Command lines and lists of options that runbooks give as one text. */
public final class Words {
    private Words() {}

    /**
     * The words of a text, split as Ansible does it, by Python's {@code shlex.split}.
     *
     * @throws TaskFailure if a quote is not closed, or nothing follows a backslash
     */
    public static List<String> of(String text) {
        try {
            return ShellWords.split(text);
        } catch (OperationException wrong) {
            throw new TaskFailure(
                    "cannot split the command line " + text + ": " + wrong.getMessage() + "",
                    "quote it as a shell needs it, or give the words as a list");
        }
    }
}
