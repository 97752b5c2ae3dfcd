package dev.sluice.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.overlay.Agreement.Difference;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Volatile;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What counts as a difference between what was predicted and what came. */
class AgreementTest {
    private enum Kind {
        FILE,
        DIRECTORY
    }

    private record Point(int x, int y) {}

    /** One component of every kind. */
    private record Everything(
            boolean flag,
            long number,
            double share,
            String text,
            Kind kind,
            @Nullable String absent,
            Point point,
            List<Point> list,
            Set<String> set,
            Map<String, Point> map,
            Optional<Point> optional,
            Answer<Point> answer,
            @Volatile long moment) {
        static final Everything ONE = new Everything(
                true,
                1,
                0.5,
                "a",
                Kind.FILE,
                null,
                new Point(1, 2),
                List.of(new Point(1, 2), new Point(3, 4)),
                Set.of("a"),
                Map.of("k", new Point(1, 2)),
                Optional.of(new Point(1, 2)),
                Answer.of(new Point(1, 2)),
                1);
    }

    private static List<Difference> differences(@Nullable Object predicted, @Nullable Object actual) {
        return Agreement.differences("it", predicted, actual);
    }

    private static Difference difference(String path, Object predicted, Object actual) {
        return new Difference(path, String.valueOf(predicted), String.valueOf(actual));
    }

    @Test
    void whatIsEqualAgrees() {
        assertThat(differences(Everything.ONE, Everything.ONE)).isEmpty();
        assertThat(differences(null, null)).isEmpty();
    }

    @Test
    void aDifferenceIsFoundInEveryKindOfPart() {
        Everything other = new Everything(
                false,
                2,
                0.25,
                "b",
                Kind.DIRECTORY,
                "there",
                new Point(1, 9),
                List.of(new Point(1, 2), new Point(9, 4)),
                Set.of("b"),
                Map.of("k", new Point(9, 2)),
                Optional.of(new Point(1, 9)),
                Answer.of(new Point(9, 2)),
                2);

        assertThat(differences(Everything.ONE, other))
                .containsExactly(
                        difference("it.flag", true, false),
                        difference("it.number", 1, 2),
                        difference("it.share", 0.5, 0.25),
                        difference("it.text", "a", "b"),
                        difference("it.kind", Kind.FILE, Kind.DIRECTORY),
                        difference("it.absent", "null", "there"),
                        difference("it.point.y", 2, 9),
                        difference("it.list[1].x", 3, 9),
                        difference("it.set", Set.of("a"), Set.of("b")),
                        difference("it.map.k.x", 1, 9),
                        difference("it.optional.y", 2, 9),
                        difference("it.answer.x", 1, 9));
    }

    @Test
    void recordsOfDifferentTypesDiffer() {
        record Place(int x, int y) {}

        assertThat(differences(new Point(1, 2), new Place(1, 2))).hasSize(1);
        assertThat(differences(new Point(1, 2), null)).containsExactly(difference("it", new Point(1, 2), "null"));
    }

    @Test
    void aTextDiffersFromItsNumber() {
        assertThat(differences("1", 1)).hasSize(1);
    }

    @Nested
    class Collected {
        @Test
        void listsOfDifferentLengthsDiffer() {
            assertThat(differences(List.of(1), List.of(1, 2)))
                    .containsExactly(difference("it", List.of(1), List.of(1, 2)));
        }

        @Test
        void anEmptyOptionalDiffersFromAFullOne() {
            assertThat(differences(Optional.empty(), Optional.of(1))).containsExactly(difference("it", "null", 1));
            assertThat(differences(Optional.of(1), Optional.empty())).containsExactly(difference("it", 1, "null"));
        }

        @Test
        void keysOfOneSideAloneDiffer() {
            assertThat(differences(Map.of("a", 1), Map.of("b", 2)))
                    .containsExactly(difference("it.a", 1, "nothing"), difference("it.b", "nothing", 2));
        }

        @Test
        void aKeyWithoutAValueIsNoMissingKey() {
            assertThat(differences(Collections.singletonMap("a", null), Map.of()))
                    .containsExactly(difference("it.a", "null", "nothing"));
        }

        @Test
        void keysNeedNotBeTexts() {
            assertThat(differences(Map.of(1, "a", 2, "b"), Map.of(1, "a", 2, "c")))
                    .containsExactly(difference("it.2", "b", "c"));
            assertThat(differences(Map.of(new Point(1, 2), "a"), Map.of(new Point(1, 2), "a")))
                    .isEmpty();
        }
    }

    @Nested
    class NotKnown {
        @Test
        void whatWasNotPredictedAgreesWithEverything() {
            assertThat(differences(Answer.unknown("it"), Answer.of(1))).isEmpty();
            assertThat(differences(new Unknown("it"), "anything")).isEmpty();
            assertThat(differences(Answer.unknown("it"), null)).isEmpty();
        }

        @Test
        void whatTheTargetCannotTellIsNotHeldAgainstAPrediction() {
            assertThat(differences(Answer.of(1), Answer.unknown("no program"))).isEmpty();
        }

        @Test
        void onePartThatIsNotKnownHidesNoOther() {
            record Status(Answer<Long> size, Answer<Long> links) {}

            assertThat(differences(
                            Answer.of(new Status(Answer.unknown("it"), Answer.of(1L))),
                            Answer.of(new Status(Answer.of(5L), Answer.of(2L)))))
                    .containsExactly(difference("it.links", 1, 2));
        }

        @Test
        void onePartOfAMapOrAListThatIsNotKnownHidesNoOther() {
            assertThat(differences(Map.of("a", new Unknown("it"), "b", 1), Map.of("a", 5, "b", 2)))
                    .containsExactly(difference("it.b", 1, 2));
            assertThat(differences(List.of(Answer.unknown("it"), 1), List.of(5, 2)))
                    .containsExactly(difference("it[1]", 1, 2));
        }

        @Test
        void aKeyWhoseValueIsNotKnownMayBeAbsent() {
            assertThat(differences(Map.of("a", new Unknown("it")), Map.of())).isEmpty();
            assertThat(differences(Map.of("a", Answer.unknown("it")), Map.of())).isEmpty();
        }

        @Test
        void aKnownAnswerIsComparedWithTheBareValueToo() {
            assertThat(differences(Answer.of(1), 1)).isEmpty();
            assertThat(differences(Answer.of(1), 2)).containsExactly(difference("it", 1, 2));
        }
    }

    @Nested
    class Passing {
        @Test
        void aPartThatChangesByItselfIsNotCompared() {
            record Clock(@Volatile long now, String zone) {}

            assertThat(differences(new Clock(1, "UTC"), new Clock(2, "UTC"))).isEmpty();
            assertThat(differences(new Clock(1, "UTC"), new Clock(2, "CET")))
                    .containsExactly(difference("it.zone", "UTC", "CET"));
        }
    }

    /** How it is told what differs. */
    @Nested
    class Told {
        @Test
        void textsAreToldByTheFirstLineThatDiffers() {
            assertThat(Agreement.differences("content", Bytes.of("a\nb\nc\n"), Bytes.of("a\nB\nc\n")))
                    .containsExactly(new Difference("content from line 2", "'b' (6 bytes)", "'B' (6 bytes)"));
        }

        @Test
        void aTextThatGoesOnIsToldByWhatFollows() {
            assertThat(Agreement.differences("content", Bytes.of("a\n"), Bytes.of("a\nb\n")))
                    .containsExactly(new Difference("content from line 2", "it ends (2 bytes)", "'b' (4 bytes)"));
        }

        @Test
        void aPartOfALineIsNeverShown() {
            assertThat(Agreement.differences("content", Bytes.of("x".repeat(1000) + "\n"), Bytes.of("y\n")))
                    .containsExactly(
                            new Difference("content from line 1", "a long line (1001 bytes)", "'y' (2 bytes)"));
        }

        @Test
        void otherBytesAreToldByTheirPlace() {
            assertThat(Agreement.differences("content", Bytes.of(new byte[] {1, 0, 2}), Bytes.of(new byte[] {1, 0, 3})))
                    .containsExactly(new Difference("content from byte 3", "3 bytes", "3 bytes"));
        }

        @Test
        void aTextOfTheContentDoesNotConfuseWhatWasPredictedWithWhatCame() {
            assertThat(Agreement.differences("content", Map.of("x", "a, is b"), Map.of("x", ": predicted c")))
                    .containsExactly(new Difference("content.x", "a, is b", ": predicted c"));
        }
    }
}
