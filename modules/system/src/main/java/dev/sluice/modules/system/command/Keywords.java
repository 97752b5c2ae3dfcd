package dev.sluice.modules.system.command;

import dev.sluice.spi.Bytes;
import org.jspecify.annotations.Nullable;

/** What the modules that run commands have in common in their parameters. */
final class Keywords {
    static final String READ_ONLY =
            "A keyword of the task: the command alters nothing. It is asked like a fact, so it runs"
                    + " in a check too and never counts as changed.";
    static final String READS =
            "A keyword of the task, with `read_only`: the paths that the command reads, with all below them. Its output"
                    + " stays known, and the command is not run again, until something alters one of them; an empty list"
                    + " says that nothing does. Without it, any change may alter the output. A path that is reached"
                    + " through a symbolic link is named as well where the link leads.";
    static final String PREDICT =
            "A keyword of the task: what the command will register (`stdout`, `rc`, ...), so that a"
                    + " check knows it. `rc` is 0 and `stderr` empty if not said otherwise.";
    static final String TOUCHES =
            "A keyword of the task: the paths and resources that the command may alter. Without it,"
                    + " everything that its words name is unknown after it in a check; an empty list says that it alters nothing"
                    + " that facts know.";

    private Keywords() {}

    static Bytes input(@Nullable String stdin, boolean newline) {
        return stdin == null ? Bytes.EMPTY : Bytes.of(newline ? stdin + "\n" : stdin);
    }
}
