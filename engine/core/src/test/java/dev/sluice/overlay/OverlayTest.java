package dev.sluice.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The predicted world: what effects make of answers, and how little of them is consulted. */
class OverlayTest {
    private record Size(String path) implements Fact<Long> {
        @Override
        public Set<Name> names() {
            return Set.of(Name.path(path));
        }

        @Override
        public String describe() {
            return "the size of " + path;
        }
    }

    /** What is below a path; found where its answer says. */
    private record Listing(String path) implements Fact<List<String>> {
        @Override
        public Set<Name> names() {
            return Set.of(Name.path(path));
        }

        @Override
        public Set<Name> places(List<String> found) {
            return Name.paths(found);
        }

        @Override
        public boolean seesBelow() {
            return true;
        }

        @Override
        public String describe() {
            return "what is below " + path;
        }
    }

    /** The sum of two sizes. */
    private record Sum(String one, String other) implements DerivedFact<Long> {
        @Override
        public Set<Name> names() {
            return Set.of();
        }

        @Override
        public String describe() {
            return "the sum";
        }

        @Override
        public Reach sources() {
            return Reach.at(Name.path(one), Name.path(other));
        }

        @Override
        public Answer<Long> follow(Altered altered, Answer<Long> answer, World world) {
            return Answer.of(world.after(new Size(one)).get()
                    + world.after(new Size(other)).get());
        }
    }

    private record Becomes(String path, long size) implements Effect {
        @Override
        public void alter(Alterations alterations) {
            alterations.set(Size.class, Reach.at(Name.path(path)), size);
        }
    }

    private record Emptied(String directory) implements Effect {
        @Override
        public void alter(Alterations alterations) {
            alterations.set(Size.class, Reach.below(directory), 0L);
        }
    }

    private record Appears(String path) implements Effect {
        @Override
        public void alter(Alterations alterations) {
            alterations.map(Listing.class, Reach.at(Name.path(path)), before -> {
                List<String> after = new ArrayList<>(before);
                after.add(path);
                return after;
            });
        }
    }

    /** A size becomes that of another path, whatever path that is when it happens. */
    private record Follows(Size pointer) implements Effect {
        @Override
        public void alter(Alterations alterations) {
            Reach reach = new Reach.Deferred(
                    Set.of(),
                    world -> Reach.at(Name.path("/" + world.before(pointer).get())));
            alterations.set(Size.class, reach, -1L);
        }
    }

    private final Map<Question, Answer<?>> observed = new HashMap<>();
    private final Overlay world = new Overlay(new Observations() {
        @Override
        @SuppressWarnings("unchecked") // answers are stored under their questions
        public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
            Answer<?> answer = observed.get(new Question(fact, from));
            if (answer == null) {
                throw new MissingAnswerException(new Question(fact, from));
            }
            return (Answer<V>) answer;
        }
    });

    private <V> void given(Fact<V> fact, V value) {
        observed.put(new Question(fact, "root"), Answer.of(value));
    }

    private <V> V now(Fact<V> fact) {
        return world.answer(fact, "root").get();
    }

    @Test
    void what_no_effect_reaches_is_as_it_was_read() {
        given(new Size("/a"), 1L);
        world.add(new Becomes("/b", 2));
        world.add(new Emptied("/ab"));

        assertThat(now(new Size("/a"))).isEqualTo(1);
    }

    @Test
    void the_last_effect_in_reach_decides() {
        given(new Size("/srv/a"), 1L);
        world.add(new Becomes("/srv/a", 5));
        world.add(new Emptied("/srv"));
        assertThat(now(new Size("/srv/a"))).isZero();

        world.add(new Becomes("/srv/a", 7));
        assertThat(now(new Size("/srv/a"))).isEqualTo(7);
    }

    @Test
    void a_listing_is_reached_by_what_is_below_it_and_where_it_was_found() {
        given(new Listing("/link"), List.of("/data"));
        world.add(new Appears("/data/x"));
        world.add(new Appears("/elsewhere/y"));
        world.add(new Appears("/link/z"));

        assertThat(now(new Listing("/link"))).containsExactly("/data", "/data/x", "/link/z");
    }

    @Test
    void a_deferred_reach_is_what_the_world_says_before_the_effect() {
        given(new Size("/pointer"), 1L);
        given(new Size("/2"), 20L);
        given(new Size("/3"), 30L);
        world.add(new Becomes("/pointer", 2));
        world.add(new Follows(new Size("/pointer")));
        world.add(new Becomes("/pointer", 3));

        assertThat(now(new Size("/2"))).isEqualTo(-1);
        assertThat(now(new Size("/3"))).isEqualTo(30);
    }

    @Test
    void a_reach_that_cannot_be_told_is_everything() {
        observed.put(new Question(new Size("/pointer"), "root"), Answer.unknown("chance"));
        given(new Size("/2"), 20L);
        world.add(new Follows(new Size("/pointer")));

        assertThat(now(new Size("/2"))).isEqualTo(-1);
    }

    @Test
    void a_derived_fact_follows_its_sources() {
        given(new Sum("/a", "/b"), 3L);
        given(new Size("/a"), 1L);
        given(new Size("/b"), 2L);
        world.add(new Becomes("/c", 100));
        assertThat(now(new Sum("/a", "/b"))).isEqualTo(3);

        world.add(new Becomes("/b", 10));
        assertThat(now(new Sum("/a", "/b"))).isEqualTo(11);
    }

    /** What a slow program prints. */
    private record Printed() implements DerivedFact<String> {
        @Override
        public Set<Name> names() {
            return Set.of();
        }

        @Override
        public String describe() {
            return "what it prints";
        }

        @Override
        public Reach sources() {
            return Reach.everything();
        }

        @Override
        public Answer<String> follow(Altered altered, Answer<String> answer, World world) {
            return Answer.unknown("what it prints after a change of " + altered.first());
        }
    }

    @Test
    void what_follows_from_everything_is_read_only_while_nothing_is_altered() {
        assertThatThrownBy(() -> now(new Printed())).isInstanceOf(MissingAnswerException.class);

        world.add(new Becomes("/a", 2));
        assertThat(world.answer(new Printed(), "root"))
                .isEqualTo(Answer.unknown("what it prints after a change of /a"));
    }

    @Test
    void a_suspected_word_is_a_name_of_any_kind_or_a_path_around_it() {
        given(new Size("/srv/data"), 1L);
        given(new Size("/srv/other"), 1L);
        world.add(new SuspectedEffect(Set.of("/srv/data/file", "touch"), "what touch does"));

        assertThat(world.answer(new Size("/srv/data"), "root")).isEqualTo(Answer.unknown("what touch does"));
        assertThat(now(new Size("/srv/other"))).isEqualTo(1);
    }

    @Test
    void a_fork_goes_its_own_way() {
        given(new Size("/a"), 1L);
        world.add(new Becomes("/a", 2));
        Overlay fork = world.fork();
        fork.add(new Becomes("/a", 3));

        assertThat(fork.answer(new Size("/a"), "root")).isEqualTo(Answer.of(3L));
        assertThat(now(new Size("/a"))).isEqualTo(2);
    }

    @Test
    void a_question_that_was_not_read_is_asked_for_and_then_answered() {
        world.add(new Becomes("/b", 2));
        assertThatThrownBy(() -> now(new Size("/a"))).isInstanceOf(MissingAnswerException.class);

        given(new Size("/a"), 1L);
        assertThat(now(new Size("/a"))).isEqualTo(1);
    }

    /** Each task of a long run alters a path of its own and asks about it, its directory and those of others. */
    @Test
    void the_work_grows_with_the_tasks_and_not_with_their_square() {
        long thousand = consultations(1000);
        long fourThousand = consultations(4000);

        assertThat(thousand).isPositive();
        assertThat(fourThousand).isLessThanOrEqualTo(thousand * 4);
    }

    private static long consultations(int tasks) {
        Overlay world = new Overlay(new Observations() {
            @Override
            @SuppressWarnings("unchecked") // every question here is a size
            public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
                return (Answer<V>) Answer.of(1L);
            }
        });
        for (int task = 0; task < tasks; task++) {
            String path = "/srv/" + task + "/file";
            assertThat(world.answer(new Size(path), "root").get()).isEqualTo(1);
            world.add(new Becomes(path, 2));
            assertThat(world.answer(new Size(path), "root").get()).isEqualTo(2);
            assertThat(world.answer(new Size("/srv"), "root").get()).isEqualTo(1);
        }
        return world.consultations();
    }

    /** A target that cannot answer a question as it is now. */
    @Nested
    class Unanswerable {
        private final Overlay world = new Overlay(new Observations() {
            @Override
            public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
                throw new TaskFailure("no such device: /dev/sda");
            }
        });

        @Test
        void is_refused_with_the_reason_of_the_target() {
            world.add(new Becomes("/dev/sdb", 1));

            for (int again = 0; again < 2; again++) {
                assertThatThrownBy(() -> world.answer(new Size("/dev/sda"), "root"))
                        .isInstanceOf(TaskFailure.class)
                        .hasMessage("no such device: /dev/sda");
            }
        }

        @Test
        void is_what_an_effect_says() {
            world.add(new Becomes("/dev/sda", 7));
            world.add(new Becomes("/dev/sdb", 1));

            assertThat(world.answer(new Size("/dev/sda"), "root")).isEqualTo(Answer.of(7L));
        }
    }
}
