package dev.sluice.cli;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.value.UnknownAnswerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A family with modules that fall over, as a family of somebody else may. */
public final class DefectiveFamily implements Family {
    @Description(value = "Falls over.", example = "- defective:")
    record Wanted() {}

    @Description(value = "Falls over while its parameters are bound.", example = "- defective_parameters:")
    record WantedButRefused() {
        WantedButRefused {
            throw new IllegalStateException("no parameters");
        }
    }

    /** Falls over in its plan, or in what it plans. */
    private record Planning(String name, Function<Facts, @Nullable Plan> planning) implements Module<Wanted> {
        @Override
        public Class<Wanted> parameters() {
            return Wanted.class;
        }

        @Override
        @SuppressWarnings("NullAway") // returning null is its defect
        public Plan plan(Wanted wanted, Facts facts) {
            return planning.apply(facts);
        }

        @Override
        public List<Effect> undecided(Wanted wanted, String reason) {
            throw new IllegalStateException("nothing can be said");
        }
    }

    private record RefusingParameters() implements Module<WantedButRefused> {
        @Override
        public String name() {
            return "defective_parameters";
        }

        @Override
        public Class<WantedButRefused> parameters() {
            return WantedButRefused.class;
        }

        @Override
        public Plan plan(WantedButRefused wanted, Facts facts) {
            return Plan.unchanged(Map.of());
        }
    }

    private record Needing() implements Module<Wanted> {
        @Override
        public String name() {
            return "defective_needs";
        }

        @Override
        public Class<Wanted> parameters() {
            return Wanted.class;
        }

        @Override
        public Set<Protocol> needs() {
            throw new IllegalStateException("no needs");
        }

        @Override
        public Plan plan(Wanted wanted, Facts facts) {
            return Plan.unchanged(Map.of());
        }
    }

    private record FallingOver() implements Effect {
        @Override
        public void alter(Alterations alterations) {
            throw new IllegalStateException("no effect");
        }
    }

    private record Speechless() implements Step<dev.sluice.spi.Output> {
        @Override
        public String describe() {
            throw new IllegalStateException("no words");
        }
    }

    private static Plan event(Step<?> step, List<Effect> effects) {
        Change change =
                Change.of("it", "state", "", "done", List.of(step), effects).withKind(Change.Kind.EVENT);
        return Plan.changes(List.of(change), Map.of());
    }

    /** Once there is a file 'endless' it says to the pipe 'begun' that it begins, and never ends. */
    private static Plan goRound(Facts facts) {
        if (Files.exists(Path.of("endless"))) {
            try {
                Files.writeString(Path.of("begun"), "begun");
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
            while (!facts.now().equals(Instant.MIN)) {
                Thread.onSpinWait();
            }
        }
        return Plan.unchanged(Map.of());
    }

    @SuppressWarnings("InfiniteRecursion") // that is the defect
    private static int deeper(int depth) {
        return 1 + deeper(depth + 1);
    }

    @Override
    public String name() {
        return "defective";
    }

    @Override
    public List<Module<?>> modules() {
        Step<?> nothing = Steps.Run.script("true");
        return List.of(
                new Planning("defective", facts -> {
                    throw new IllegalArgumentException("duplicate element: " + Set.copyOf(List.of("a", "a")));
                }),
                new Planning(
                        "defective_afterwards",
                        facts -> event(nothing, List.of())
                                .withCompletion(outcomes ->
                                        Map.of("first", outcomes.all().get(1).failure()))),
                new Planning("defective_null", facts -> null),
                new Planning("defective_depth", facts -> Plan.unchanged(Map.of("depth", deeper(0)))),
                new Planning("defective_undecided", facts -> {
                    throw new UnknownAnswerException("the weather");
                }),
                new Planning("defective_effect", facts -> event(nothing, List.of(new FallingOver()))),
                new Planning("defective_step", facts -> event(new Speechless(), List.of())),
                new Planning("defective_again", facts -> {
                    if (Files.exists(Path.of("made"))) {
                        throw new IllegalStateException("it is there");
                    }
                    Step<?> step = Steps.Run.script(
                            "touch {}", Path.of("made").toAbsolutePath().toString());
                    return Plan.changes(
                            List.of(Change.of("made", "file", "", "there", List.of(step), List.of())), Map.of());
                }),
                new Planning("endless", DefectiveFamily::goRound),
                new RefusingParameters(),
                new Needing());
    }

    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of();
    }
}
