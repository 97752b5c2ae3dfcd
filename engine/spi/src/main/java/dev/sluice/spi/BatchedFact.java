package dev.sluice.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact that is cheaper to ask together with others of its kind, because one program can answer many of them. Asked
 * alone, its own {@link #script()} is used, and both give the same answer.
 */
public interface BatchedFact<V> extends ShellFact<V> {
    /** How it is asked together with others: facts whose batches are equal are asked by one script. */
    Batch batch();

    /** Asks many facts with one script. Implemented by records or enums, for it is compared. */
    interface Batch {
        /** How many facts one script may ask. */
        int most();

        /** The script; the same rules as for {@link ShellFact#script()} hold. */
        Script script(List<? extends ShellFact<?>> facts);

        /**
         * Takes apart what the script printed.
         *
         * @return for each fact what its own script would have printed; null for a fact that has to be asked alone. If
         *     the output is not understood, all are null: it is then the matter of each fact's own script to say why.
         */
        List<@Nullable Output> split(List<? extends ShellFact<?>> facts, Output output);
    }
}
