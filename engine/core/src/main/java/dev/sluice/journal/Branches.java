package dev.sluice.journal;

import dev.sluice.journal.Event.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done at the same time and reported in a fixed order: listeners are told the events of a branch after those
 * of all branches before it. The first branch that has not ended is reported as it goes; the events of the others are held
 * back, without their {@link Progress}, so that no more is held than the report contains. Branches may be split again.
 *
 * <p>Made by {@link Events#branches}. Thread-safe: every branch may run on a thread of its own.
 */
public final class Branches implements AutoCloseable {
    private final Events events;
    private final List<Branch> branches;
    private int first;

    /** @param parent where the events of the branches go on to */
    Branches(Events events, Consumer<Event> parent, int count) {
        this.events = events;
        this.branches = Stream.generate(() -> new Branch(parent, events.redactor()))
                .limit(count)
                .toList();
        lead();
    }

    /**
     * Does the work of a branch on this thread; then the branch has ended.
     *
     * @param index which branch, from 0; each is run at most once
     */
    public void run(int index, Runnable work) {
        Branch branch = branches.get(index);
        @Nullable Consumer<Event> before = events.enter(branch);
        try {
            work.run();
        } finally {
            events.enter(before);
            events.inOrder(() -> end(branch));
        }
    }

    /** Ends the branches that were not run: they have nothing to report. */
    @Override
    public void close() {
        events.inOrder(() -> branches.forEach(this::end));
    }

    private void end(Branch branch) {
        branch.ended = true;
        while (first < branches.size() && branches.get(first).ended) {
            first++;
            lead();
        }
    }

    private void lead() {
        if (first < branches.size()) {
            branches.get(first).lead();
        }
    }

    /** Guarded by the order of the events. */
    private static final class Branch implements Consumer<Event> {
        private final Consumer<Event> parent;
        private final Redactor redactor;
        private final List<Event> held = new ArrayList<>();
        private boolean leading;
        private boolean ended;

        Branch(Consumer<Event> parent, Redactor redactor) {
            this.parent = parent;
            this.redactor = redactor;
        }

        @Override
        public void accept(Event event) {
            if (leading) {
                parent.accept(event);
            } else if (!(event instanceof Progress)) {
                held.add(event);
            }
        }

        /** Reports what was held back; a secret in it may have become known since. */
        void lead() {
            leading = true;
            held.forEach(event -> parent.accept(redactor.redact(event)));
            held.clear();
        }
    }
}
