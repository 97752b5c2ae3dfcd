package dev.sluice.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random worlds: finding effects by their reach gives the same answers as asking every effect about every question. */
class ReachTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    record Content(String path) implements Fact<String> {
        @Override
        public Set<Name> names() {
            return Set.of(Name.path(path));
        }

        @Override
        public String describe() {
            return path;
        }
    }

    record Below(String path) implements Fact<Set<String>> {
        @Override
        public Set<Name> names() {
            return Set.of(Name.path(path));
        }

        @Override
        public boolean seesBelow() {
            return true;
        }

        @Override
        public String describe() {
            return "below " + path;
        }
    }

    /** How often something below a path was altered. */
    record AlterationsOf(String path) implements DerivedFact<Integer> {
        @Override
        public Set<Name> names() {
            return Set.of();
        }

        @Override
        public String describe() {
            return "alterations of " + path;
        }

        @Override
        public Reach sources() {
            return Reach.at(Name.path(path));
        }

        @Override
        public Answer<Integer> follow(Altered altered, Answer<Integer> answer, World world) {
            return answer.map(count -> count + 1);
        }
    }

    record Written(String path, String text) implements Effect {
        @Override
        public void alter(Alterations alterations) {
            alterations.set(Content.class, Reach.at(Name.path(path)), text);
            alterations.on(
                    Below.class,
                    Reach.at(Name.path(path)),
                    (fact, before, world) -> Name.path(path).isBelow(Name.path(fact.path()))
                            ? before.map(all -> with(all, path))
                            : before);
        }

        private static Set<String> with(Set<String> all, String path) {
            Set<String> more = new TreeSet<>(all);
            more.add(path);
            return more;
        }
    }

    record Removed(String path) implements Effect {
        @Override
        public void alter(Alterations alterations) {
            alterations.set(Content.class, Reach.below(path), "");
            alterations.map(Below.class, Reach.below(path), all -> {
                Set<String> left = new TreeSet<>(all);
                left.removeIf(each -> each.equals(path) || each.startsWith(path + "/"));
                return left;
            });
        }
    }

    /** Asks each effect about each question, reach or not; alterations guard themselves by what they do. */
    private static final class Plain {
        private final List<Layer> layers = new ArrayList<>();

        <V> Answer<V> answer(Fact<V> fact, Answer<V> observed) {
            Answer<V> answer = observed;
            for (Layer layer : layers) {
                for (Layer.Entry entry : layer.entries()) {
                    if (entry.type().isInstance(fact) && concerns((Reach.Named) entry.reach(), fact)) {
                        answer = entry.change().after(fact, answer, null);
                    }
                }
                for (Layer.Suspicion suspicion : layer.suspicions()) {
                    for (String word : suspicion.words()) {
                        if (fact.names().stream().anyMatch(Name.path(word)::overlaps)) {
                            answer = Answer.unknown(suspicion.reason());
                        }
                    }
                }
                if (fact instanceof DerivedFact<V> derived
                        && layer.altered().concerns(((Reach.Named) derived.sources()).all())) {
                    answer = derived.follow(layer.altered(), answer, null);
                }
            }
            return answer;
        }

        private static boolean concerns(Reach.Named reach, Fact<?> fact) {
            Name name = fact.names().iterator().next();
            return reach.names().contains(name)
                    || reach.trees().stream().anyMatch(tree -> tree.equals(name) || name.isBelow(tree))
                    || fact.seesBelow() && reach.all().stream().anyMatch(each -> each.isBelow(name));
        }
    }

    static List<Long> seeds() {
        return new Random(42).longs(200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_index_finds_exactly_what_matters(long seed) {
        Random random = new Random(seed);
        Overlay world = new Overlay(new Observations() {
            @Override
            @SuppressWarnings("unchecked") // each question has an answer of its type
            public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
                return (Answer<V>) read(fact);
            }
        });
        Plain plain = new Plain();
        for (int step = 0; step < 30; step++) {
            if (random.nextInt(3) > 0) {
                Effect effect = effect(random);
                world.add(effect);
                plain.layers.add(new Layer(effect));
            }
            compare(question(random), world, plain);
        }
    }

    private static <V> void compare(Fact<V> fact, Overlay world, Plain plain) {
        @SuppressWarnings("unchecked") // each question has an answer of its type
        Answer<V> read = (Answer<V>) read(fact);
        assertThat(world.answer(fact, "root")).as(fact.describe()).isEqualTo(plain.answer(fact, read));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_a_change_alters_is_among_what_is_read_again(long seed) {
        Random random = new Random(seed);
        QuestionIndex index = new QuestionIndex();
        List<Fact<?>> questions = new ArrayList<>();
        for (int count = 0; count < 30; count++) {
            Fact<?> fact = question(random);
            questions.add(fact);
            note(index, fact);
        }
        List<Effect> effects = List.of(effect(random), effect(random));
        Plain plain = new Plain();
        effects.forEach(effect -> plain.layers.add(new Layer(effect)));

        Set<Question> reached = index.reachedBy(effects);

        for (Fact<?> fact : questions) {
            if (isAltered(fact, plain)) {
                assertThat(reached).as(fact.describe()).contains(new Question(fact, "root"));
            }
        }
    }

    @SuppressWarnings("unchecked") // each question has an answer of its type
    private static <V> void note(QuestionIndex index, Fact<V> fact) {
        index.add(new Question(fact, "root"), fact, (Answer<V>) read(fact));
    }

    @SuppressWarnings("unchecked") // each question has an answer of its type
    private static <V> boolean isAltered(Fact<V> fact, Plain plain) {
        Answer<V> read = (Answer<V>) read(fact);
        return !plain.answer(fact, read).equals(read);
    }

    private static Answer<?> read(Fact<?> fact) {
        if (fact instanceof Content content) {
            return Answer.of("read " + content.path());
        }
        return fact instanceof Below below ? Answer.of(Set.of(below.path() + "/old")) : Answer.of(0);
    }

    private static Effect effect(Random random) {
        String path = path(random);
        return switch (random.nextInt(3)) {
            case 0 -> new Written(path, "text " + random.nextInt());
            case 1 -> new Removed(path);
            default -> new SuspectedEffect(Set.of(path), "what is done to " + path);
        };
    }

    private static Fact<?> question(Random random) {
        String path = path(random);
        return switch (random.nextInt(3)) {
            case 0 -> new Content(path);
            case 1 -> new Below(path);
            default -> new AlterationsOf(path);
        };
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int level = 0; level <= random.nextInt(3); level++) {
            path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
        }
        return path.toString();
    }
}
