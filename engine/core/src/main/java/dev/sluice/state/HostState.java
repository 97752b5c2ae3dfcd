package dev.sluice.state;

import dev.sluice.journal.TaskRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a check or an apply knows of one host: its variables, whether it is lost, and which handlers were called. */
public final class HostState {
    /** The call of a handler. @param doubt what it depends on whether it was called; null if it is certain */
    public record HandlerCall(@Nullable String doubt) {}

    private final String name;
    private TargetState target;
    private final Map<String, @Nullable Object> gathered = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> included = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> computed = new LinkedHashMap<>();
    /** A copy of what was computed, made when it is first wanted after a change. */
    private @Nullable Map<String, @Nullable Object> computedNow;

    private final List<Map<String, @Nullable Object>> frames = new ArrayList<>();
    private final Map<String, HandlerCall> calls = new LinkedHashMap<>();
    private @Nullable String doubt;
    private String occasion = "";
    private @Nullable String possibleEnd;
    private @Nullable TaskRef failedTask;
    private boolean unreachable;
    private final Set<String> lacking = new HashSet<>();
    private int rescues;
    private boolean ended;
    private final Map<String, List<Map<String, @Nullable Object>>> handlerFrames = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private int tasks;
    private boolean factsWanted;
    private boolean surveyed;

    public HostState(String name, TargetState target) {
        this.name = name;
        this.target = target;
    }

    /** A copy that goes its own way: for looking ahead. */
    public HostState fork() {
        HostState copy = new HostState(name, target);
        copy.gathered.putAll(gathered());
        copy.included.putAll(included());
        copy.computed.putAll(computed());
        copy.frames.addAll(frames());
        copy.surveyed = isSurveyed();
        copy.factsWanted = wantsFacts();
        return copy;
    }

    public String name() {
        return name;
    }

    public TargetState target() {
        return target;
    }

    /** Where the host's tasks act in the coming phase; phases may connect in different ways. */
    public void target(TargetState newTarget) {
        target = newTarget;
    }

    /** Facts that a module gathered ({@code setup}); a copy. */
    public synchronized Map<String, @Nullable Object> gathered() {
        return new LinkedHashMap<>(gathered);
    }

    /** Variables of {@code include_vars}; a copy. */
    public synchronized Map<String, @Nullable Object> included() {
        return new LinkedHashMap<>(included);
    }

    /** Variables of {@code set_fact} and {@code register} as they are now. */
    public synchronized Map<String, @Nullable Object> computed() {
        Map<String, @Nullable Object> known = computedNow;
        if (known == null) {
            known = Collections.unmodifiableMap(new LinkedHashMap<>(computed));
            computedNow = known;
        }
        return known;
    }

    public synchronized void gather(Map<String, ? extends @Nullable Object> facts) {
        gathered.putAll(facts);
    }

    /** Facts of the whole host, as {@code setup} finds them. */
    public synchronized void survey(Map<String, ? extends @Nullable Object> facts) {
        gather(facts);
        surveyed = true;
    }

    /** Whether the facts of the whole host are known. */
    public synchronized boolean isSurveyed() {
        return surveyed;
    }

    /** Whether a phase up to now gathers facts. */
    public synchronized boolean wantsFacts() {
        return factsWanted;
    }

    public synchronized void forgetGathered() {
        gathered.clear();
        surveyed = false;
        factsWanted = false;
    }

    public synchronized void include(Map<String, ? extends @Nullable Object> variables) {
        included.putAll(variables);
    }

    public synchronized void compute(Map<String, ? extends @Nullable Object> variables) {
        computed.putAll(variables);
        computedNow = null;
    }

    /** Variables given to the dynamically included files that are being run, outermost first; a copy. */
    synchronized List<Map<String, @Nullable Object>> frames() {
        return new ArrayList<>(frames);
    }

    public synchronized void enter(Map<String, @Nullable Object> frame) {
        frames.add(frame);
    }

    public synchronized void leave() {
        frames.remove(frames.size() - 1);
    }

    /** Keeps the variables of the includes that are being run, and of one more, for a handler that the last one brings. */
    public synchronized void keepFrames(String handler, Map<String, @Nullable Object> last) {
        List<Map<String, @Nullable Object>> kept = frames();
        kept.add(last);
        handlerFrames.put(handler, kept);
    }

    /** Enters what a handler was brought by; how many frames there are to leave. */
    public synchronized int enterFramesOf(String handler) {
        List<Map<String, @Nullable Object>> kept = handlerFrames.getOrDefault(handler, List.of());
        frames.addAll(kept);
        return kept.size();
    }

    /** Notes that a task was carried out, not skipped. */
    public void countTask() {
        tasks++;
    }

    /** How many tasks were carried out. */
    public int tasks() {
        return tasks;
    }

    /** Notes that what may be run once a phase was run. @param once its key */
    public void done(String once) {
        done.add(once);
    }

    /** Whether what may be run once a phase was run. @param once its key */
    public boolean hasDone(String once) {
        return done.contains(once);
    }

    /** What it depends on whether the tasks that are being run are run at all on this host; null if it is certain. */
    @Nullable
    public String doubt() {
        return doubt == null ? possibleEnd : doubt;
    }

    /** Puts what is run in doubt, or out of it. @return what there was before */
    @Nullable
    public String doubt(@Nullable String because) {
        String before = doubt;
        doubt = because;
        return before;
    }

    /**
     * On what occasion the tasks that are being run are run, if that may happen more than once in a phase; empty for
     * those that are run once.
     */
    public String occasion() {
        return occasion;
    }

    /** Begins an occasion, or ends it. @return the one before */
    public String occasion(String begun) {
        String before = occasion;
        occasion = begun;
        return before;
    }

    /** Calls a handler; what is certain stays so. */
    public void call(String handler, HandlerCall call) {
        calls.merge(handler, call, (old, now) -> old.doubt() == null ? old : now);
    }

    /** The call of a handler, which is then answered; null if there was none. */
    @Nullable
    public HandlerCall answer(String handler) {
        return calls.remove(handler);
    }

    public boolean isCalled(String handler) {
        return calls.containsKey(handler);
    }

    /** The task that lost the host; null if it is not lost. */
    @Nullable
    public TaskRef failedTask() {
        return failedTask;
    }

    public void fail(TaskRef task) {
        failedTask = task;
    }

    public void failUnreachable(TaskRef task) {
        failedTask = failedTask == null ? task : failedTask;
        unreachable = true;
    }

    /** Takes a failure back, because a rescue takes over. */
    public void recover() {
        if (!unreachable) {
            failedTask = null;
        }
    }

    /** Whether a failure keeps the host from everything that follows. */
    public boolean isLost() {
        return failedTask != null;
    }

    public boolean isUnreachable() {
        return unreachable;
    }

    /** Notes that a task with an id did not succeed. */
    public void lack(String id) {
        lacking.add(id);
    }

    /** Whether a task with an id did not succeed. */
    public boolean lacks(String id) {
        return lacking.contains(id);
    }

    /** Enters a block whose failures are rescued. */
    public void enterRescue() {
        rescues++;
    }

    public void leaveRescue() {
        rescues--;
    }

    /** Whether a failure now would be rescued. */
    public boolean isRescued() {
        return rescues > 0;
    }

    /** Ends the phase for this host without a failure ({@code meta: end_host}). */
    public void end() {
        ended = true;
    }

    /** Notes that the phase may have ended for this host: what follows in it is doubtful. */
    public void mayEnd(String because) {
        possibleEnd = because;
    }

    /** Begins a phase. @param gathersFacts whether the phase does */
    public synchronized void begin(boolean gathersFacts) {
        lacking.clear();
        done.clear();
        handlerFrames.clear();
        ended = false;
        possibleEnd = null;
        factsWanted |= gathersFacts;
    }

    /** Whether it failed where nothing rescues it. */
    public boolean isGivenUp() {
        return failedTask != null && (unreachable || rescues == 0);
    }

    /** Whether further tasks are run. */
    public boolean isActive() {
        return failedTask == null && !ended;
    }
}
