package dev.sluice.connection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.spi.Fact;
import dev.sluice.spi.value.Answer;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Questions and answers of several targets, each with the user who asked and the time at which it was answered. Not
 * thread-safe.
 *
 * <p>The file is JSON:
 *
 * <pre>{@code
 * {
 *   "format": "sluice-facts",
 *   "version": 1,
 *   "targets": {
 *     "pve1": {
 *       "login": "root",
 *       "facts": [
 *         {"fact": "FileAt", "key": {"path": "/etc/exports", "follow": true}, "user": "root",
 *          "read": "2026-11-20T10:00:00Z", "known": {...}},
 *         {"fact": "VolumeGroups", "key": {}, "user": "root",
 *          "read": "2026-11-20T10:00:00Z", "unknown": "not recorded: secret"}
 *       ]
 *     }
 *   }
 * }
 * }</pre>
 *
 * Records are objects with their components; where an interface is expected, the member {@code is} names the class.
 * {@code Optional} is the value or null, {@code Answer} an object with {@code known} or {@code unknown}, {@code Bytes} an
 * object with {@code text} or {@code base64}; sets are sorted; times are ISO 8601.
 *
 * <p>No secret is ever written: an answer, or the smallest part of it that may be unknown, in which one occurs is unknown,
 * for a text with a part left out would be a wrong answer. A question in which one occurs is left out.
 */
public final class FactStore {
    static final String NOT_RECORDED = "not recorded: secret";

    /**
     * An answer from a store.
     *
     * @param answer the answer
     * @param read when it was read from the target
     */
    public record Recorded<V>(Answer<V> answer, Instant read) {}

    /** What is kept about a question. */
    private sealed interface Entry {
        Instant read();
    }

    private record Understood(Answer<?> answer, Instant read) implements Entry {}

    private record NotUnderstood(String problem, Instant read) implements Entry {}

    private static final class Stored {
        private final Map<Asked, Entry> entries = new LinkedHashMap<>();
        private @Nullable String login;
    }

    private final FactRegistry registry;
    private final ValueEncoder encoder;
    private final ValueDecoder decoder;
    private final Map<String, Stored> targets = new TreeMap<>();

    /**
     * An empty store.
     *
     * @param isSecret whether a text contains something that must not be written
     */
    public FactStore(FactRegistry registry, Predicate<String> isSecret) {
        this.registry = registry;
        this.encoder = new ValueEncoder(registry, isSecret);
        this.decoder = new ValueDecoder(registry);
    }

    /**
     * Keeps an answer instead of an earlier one to the same question.
     *
     * @param target its name in the inventory
     * @param user who asked
     * @param read when it was answered
     * @return whether it is kept; not if the question is no family's, or there is a secret in it
     */
    public boolean put(String target, String user, Fact<?> fact, Answer<?> answer, Instant read) {
        if (!registry.contains(fact) || !isWritable(fact)) {
            return false;
        }
        Type type = GenericTypes.answerOf(fact);
        Answer<?> withoutSecrets = decoder.answer(encoder.answer(answer, type), type);
        load(target, new Asked(fact, user), withoutSecrets, read);
        return true;
    }

    private boolean isWritable(Fact<?> fact) {
        try {
            encoder.key(fact);
            return true;
        } catch (SecretFoundException secret) {
            return false;
        }
    }

    /**
     * What is kept about a question; empty if nothing is.
     *
     * @throws FactFileException if it is kept in a form that is not understood (written by another version)
     */
    @SuppressWarnings("unchecked") // the decoder makes it of the type that the question declares
    public <V> Optional<Recorded<V>> find(String target, String user, Fact<V> fact) throws FactFileException {
        Stored found = targets.get(target);
        Entry entry = found == null ? null : found.entries.get(new Asked(fact, user));
        if (entry instanceof NotUnderstood broken) {
            throw new FactFileException("the record of " + fact.describe() + " on " + target + " is not understood: "
                    + broken.problem() + "; record the facts again");
        }
        return entry instanceof Understood understood
                ? Optional.of(new Recorded<>((Answer<V>) understood.answer(), understood.read()))
                : Optional.empty();
    }

    /** A question with who asked it. */
    public record Asked(Fact<?> fact, String user) {}

    /** Whether anything is kept about a question, understood or not. */
    public boolean contains(String target, Asked question) {
        Stored found = targets.get(target);
        return found != null && found.entries.containsKey(question);
    }

    /** All questions about a target that this version understands. */
    public List<Asked> questions(String target) {
        Stored found = targets.get(target);
        return found == null ? List.of() : List.copyOf(found.entries.keySet());
    }

    /** The targets of which something is known; sorted. */
    public Set<String> targets() {
        return Set.copyOf(targets.keySet());
    }

    /** Notes as whom the connection to a target logs in without becoming another user. */
    public void setLogin(String target, String user) {
        stored(target).login = user;
    }

    /** As whom the connection to a target logged in; empty if that was not noted. */
    public Optional<String> login(String target) {
        Stored found = targets.get(target);
        return Optional.ofNullable(found == null ? null : found.login);
    }

    /** When the oldest answer was read; empty if there is none. */
    public Optional<Instant> oldest() {
        return times().stream().min(Instant::compareTo);
    }

    /** When the newest answer was read; empty if there is none. */
    public Optional<Instant> newest() {
        return times().stream().max(Instant::compareTo);
    }

    private List<Instant> times() {
        return targets.values().stream()
                .flatMap(each -> each.entries.values().stream())
                .map(Entry::read)
                .toList();
    }

    /** How many answers there are. */
    public int size() {
        return targets.values().stream().mapToInt(each -> each.entries.size()).sum();
    }

    private Stored stored(String target) {
        return targets.computeIfAbsent(target, any -> new Stored());
    }

    /** Keeps an answer of a file. */
    void load(String target, Asked question, Answer<?> answer, Instant read) {
        stored(target).entries.put(question, new Understood(answer, read));
    }

    /** Notes that the answer in a file is not understood, and why. */
    void loadProblem(String target, Asked question, String problem, Instant read) {
        stored(target).entries.put(question, new NotUnderstood(problem, read));
    }

    /** Gets every entry as it is written to a file. */
    interface Visitor {
        void visit(String target, String fact, JsonNode key, String user, Instant read, ObjectNode answer);
    }

    void visit(Visitor visitor) {
        targets.forEach((target, each) -> each.entries.forEach((question, entry) -> {
            if (entry instanceof Understood understood) {
                Fact<?> fact = question.fact();
                visitor.visit(
                        target,
                        registry.name(fact),
                        encoder.key(fact),
                        question.user(),
                        understood.read(),
                        encoder.answer(understood.answer(), GenericTypes.answerOf(fact)));
            }
        }));
    }
}
