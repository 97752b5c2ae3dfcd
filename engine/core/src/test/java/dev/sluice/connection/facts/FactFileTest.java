package dev.sluice.connection.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactFileTest {
    enum Colour {
        RED,
        GREEN
    }

    sealed interface Shape {
        record Circle(long radius) implements Shape {}

        record Square(int side, Optional<Shape> inner) implements Shape {}

        enum Point implements Shape {
            ORIGIN
        }
    }

    record Rich(
            String text,
            @Nullable String nothing,
            int small,
            long large,
            double real,
            boolean flag,
            Colour colour,
            Bytes printable,
            Bytes binary,
            Optional<String> some,
            Optional<String> none,
            Answer<Long> known,
            Answer<Long> unknown,
            List<Shape> shapes,
            Set<String> set,
            Map<String, List<Integer>> map,
            Map<Colour, String> byColour,
            Instant time,
            Duration duration,
            Map<String, Object> values) {}

    record RichAt(String path, boolean follow, Set<String> options) implements Question<Rich> {}

    record Names(String of) implements Question<Optional<List<String>>> {}

    record Around<V>(String place, Fact<V> inner) implements Question<Answer<V>> {}

    record Password(String of) implements Question<Secret> {}

    /** A parameterized interface between a question and {@link Fact}. */
    interface Question<T> extends Fact<T> {
        @Override
        default Set<Name> names() {
            return Set.of();
        }

        @Override
        default String describe() {
            return toString();
        }
    }

    private static final Instant READ = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    Path directory;

    private final FactRegistry registry =
            new FactRegistry(List.of(RichAt.class, Names.class, aroundClass(), Password.class));

    @SuppressWarnings("unchecked")
    private static Class<? extends Fact<?>> aroundClass() {
        return (Class<? extends Fact<?>>) (Class<?>) Around.class;
    }

    private final FactStore store = new FactStore(registry, text -> text.contains("hunter2"));

    private static Rich rich() {
        return new Rich(
                "text \"quoted\"\n",
                null,
                7,
                1L << 40,
                0.5,
                true,
                Colour.GREEN,
                Bytes.of("lines\n"),
                Bytes.of(new byte[] {0, (byte) 0xff}),
                Optional.of("x"),
                Optional.empty(),
                Answer.of(5L),
                Answer.unknown("the moon"),
                List.of(new Shape.Circle(3), new Shape.Square(2, Optional.of(new Shape.Circle(1))), Shape.Point.ORIGIN),
                Set.of("b", "a", "c"),
                Map.of("k", List.of(1, 2)),
                Map.of(Colour.RED, "r"),
                READ,
                Duration.ofMillis(1500),
                Map.of("list", List.of(1L, "two", 3.5, true)));
    }

    private FactStore reread() throws FactFileException {
        Path file = directory.resolve("facts.json");
        FactFile.write(store, file);
        return FactFile.read(file, registry, text -> false);
    }

    @Test
    void everyKindOfAnswerComesBackAsItWas() throws Exception {
        RichAt question = new RichAt("/etc/x", true, Set.of("q", "p"));
        store.put("web1", "root", question, Answer.of(rich()), READ);

        FactStore again = reread();

        assertThat(again.find("web1", "root", question)).contains(new FactStore.Recorded<>(Answer.of(rich()), READ));
        assertThat(again.questions("web1")).containsExactly(new FactStore.Asked(question, "root"));
        assertThat(again.oldest()).contains(READ);
        assertThat(again.targets()).containsExactly("web1");
    }

    @Test
    void aQuestionAroundAnotherHasTheTypeOfThatOnesAnswer() throws Exception {
        Around<Optional<List<String>>> question = new Around<>("/mnt", new Names("x"));
        Answer<Answer<Optional<List<String>>>> answer = Answer.of(Answer.of(Optional.of(List.of("a", "b"))));
        store.put("web1", "root", question, answer, READ);

        assertThat(reread().find("web1", "root", question))
                .map(FactStore.Recorded::answer)
                .contains(answer);
        assertThat(reread().questions("web1").get(0).fact()).isEqualTo(question);
    }

    @Test
    void whoAsksBelongsToTheQuestion() throws Exception {
        store.put("web1", "root", new Names("x"), Answer.of(Optional.empty()), READ);

        FactStore again = reread();

        assertThat(again.find("web1", "root", new Names("x"))).isPresent();
        assertThat(again.find("web1", "alice", new Names("x"))).isEmpty();
        assertThat(again.find("web2", "root", new Names("x"))).isEmpty();
        assertThat(again.find("web1", "root", new Names("y"))).isEmpty();
    }

    @Test
    void unknownAnswersKeepTheirReason() throws Exception {
        store.put("web1", "root", new Names("x"), Answer.unknown("the weather"), READ);

        assertThat(reread().find("web1", "root", new Names("x")))
                .map(FactStore.Recorded::answer)
                .contains(Answer.unknown("the weather"));
    }

    @Test
    void noSecretIsWritten() throws Exception {
        Password password = new Password("alice");
        Names names = new Names("x");
        store.put("web1", "root", password, Answer.of(Secret.of("secret")), READ);
        store.put("web1", "root", names, Answer.of(Optional.of(List.of("password=hunter2"))), READ);
        boolean kept = store.put("web1", "root", new Names("hunter2"), Answer.of(Optional.empty()), READ);

        FactStore again = reread();

        assertThat(kept).isFalse();
        assertThat(again.find("web1", "root", password))
                .map(FactStore.Recorded::answer)
                .contains(Answer.unknown("not recorded: secret"));
        assertThat(again.find("web1", "root", names))
                .map(FactStore.Recorded::answer)
                .contains(Answer.unknown("not recorded: secret"));
        assertThat(directory.resolve("facts.json")).content().doesNotContain("hunter2");
    }

    @Test
    void onlyTheSmallestPartWithASecretIsUnknown() throws Exception {
        Around<Optional<List<String>>> question = new Around<>("/mnt", new Names("x"));
        store.put("web1", "root", question, Answer.of(Answer.of(Optional.of(List.of("hunter2")))), READ);

        assertThat(reread().find("web1", "root", question))
                .map(FactStore.Recorded::answer)
                .contains(Answer.of(Answer.unknown("not recorded: secret")));
    }

    @Test
    void theFileIsOnlyForItsOwner() throws Exception {
        reread();

        Path file = directory.resolve("facts.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(directory)).containsExactly(file);
    }

    private void assertRefused(String content, String... words) throws Exception {
        Path file = Files.writeString(directory.resolve("bad.json"), content);
        assertThatThrownBy(() -> FactFile.read(file, registry, text -> false))
                .isInstanceOf(FactFileException.class)
                .message()
                .contains(words)
                .contains(file.toString())
                .doesNotContain("\n");
    }

    @Test
    void filesThatAreNotUnderstoodAreRefused() throws Exception {
        assertRefused("{\n\"format\": \"sluice-facts\",\n oops", "is not valid JSON", "line 3");
        assertRefused("{}", "is not a fact file");
        assertRefused("{\"format\":\"sluice-facts\",\"version\":9}", "version 9");
        assertRefused(
                "{\"format\":\"sluice-facts\",\"version\":1,\"targets\":{\"web1\":{\"facts\":[{}]}}}",
                "entry 0 of web1");
        assertThatThrownBy(() -> FactFile.read(directory.resolve("none"), registry, text -> false))
                .hasMessageContaining("no such fact file");
    }

    @Test
    void aRecordOfAnotherVersionBreaksOnlyItself() throws Exception {
        Path file = Files.writeString(directory.resolve("old.json"), """
                {"format": "sluice-facts", "version": 1, "targets": {"web1": {"facts": [
                  {"fact": "Names", "key": {"of": "x"}, "user": "root", "read": "2026-11-20T10:00:00Z", "known": 5},
                  {"fact": "Gone", "key": {}, "user": "root", "read": "2026-11-20T10:00:00Z", "known": 5},
                  {"fact": "Names", "key": {"of": "y"}, "user": "root", "read": "2026-11-20T10:00:00Z", "known": ["a"]}
                ]}}}
                """);

        FactStore read = FactFile.read(file, registry, text -> false);

        assertThatThrownBy(() -> read.find("web1", "root", new Names("x")))
                .hasMessageContaining("is not understood")
                .hasMessageContaining("record the facts again");
        assertThat(read.find("web1", "root", new Names("y")))
                .map(FactStore.Recorded::answer)
                .contains(Answer.of(Optional.of(List.of("a"))));
        assertThat(read.questions("web1")).hasSize(2);
    }

    @Test
    void whatTargetsHaveInCommonIsOneObject() throws Exception {
        store.put("web1", "root", new Around<>("/mnt", new Names("x")), Answer.of(Answer.of(names())), READ);
        store.put("web2", "root", new Around<>("/srv", new Names("x")), Answer.of(Answer.of(names())), READ);

        FactStore again = reread();

        Answer<?> one = again.find("web1", "root", new Around<>("/mnt", new Names("x")))
                .orElseThrow()
                .answer();
        Answer<?> two = again.find("web2", "root", new Around<>("/srv", new Names("x")))
                .orElseThrow()
                .answer();
        assertThat(one.get()).isEqualTo(Answer.of(names())).isSameAs(two.get());
        assertThat(again.find("web1", "root", new Around<>("/mnt", new Names("x"))))
                .as("and is not made again for each who asks")
                .get()
                .extracting(FactStore.Recorded::answer)
                .isSameAs(one);
    }

    private static Optional<List<String>> names() {
        return Optional.of(List.of("one", "two"));
    }

    @Test
    void theOrderOfMembersDoesNotMatter() throws Exception {
        Path file = Files.writeString(directory.resolve("order.json"), """
                {"targets": {"web1": {"facts": [
                  {"known": ["a"], "user": "root", "read": "2026-11-20T10:00:00Z", "key": {"of": "x"}, "fact": "Names"}
                ], "note": {"facts": [1]}, "login": "alice"}}, "more": [{}], "version": 1, "format": "sluice-facts"}
                """);

        FactStore read = FactFile.read(file, registry, text -> false);

        assertThat(read.login("web1")).contains("alice");
        assertThat(read.find("web1", "root", new Names("x")))
                .map(FactStore.Recorded::answer)
                .contains(Answer.of(Optional.of(List.of("a"))));
    }
}
