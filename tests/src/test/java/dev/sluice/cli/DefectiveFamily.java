package dev.sluice.cli;

import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Steps;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A family with modules that fall over, as a family of somebody else may. */
public final class DefectiveFamily implements Family {
    @Description(value = "Falls over.", example = "- defective:")
    record Wanted() {}

    @Description(value = "Falls over when its step is done.", example = "- defective_afterwards:")
    record WantedAfterwards() {}

    private record Defective() implements Module<Wanted> {
        @Override
        public String name() {
            return "defective";
        }

        @Override
        public Class<Wanted> parameters() {
            return Wanted.class;
        }

        @Override
        public Plan plan(Wanted wanted, Facts facts) {
            throw new IllegalArgumentException("duplicate element: " + Set.copyOf(List.of("a", "a")));
        }
    }

    private record DefectiveAfterwards() implements Module<WantedAfterwards> {
        @Override
        public String name() {
            return "defective_afterwards";
        }

        @Override
        public Class<WantedAfterwards> parameters() {
            return WantedAfterwards.class;
        }

        @Override
        public Plan plan(WantedAfterwards wanted, Facts facts) {
            Change change = Change.of("it", "state", "", "done", List.of(Steps.Run.of("true")), List.of())
                    .withKind(Change.Kind.EVENT);
            return Plan.changes(List.of(change), Map.of())
                    .withCompletion(
                            outcomes -> Map.of("first", outcomes.all().get(1).failure()));
        }
    }

    @Override
    public String name() {
        return "defective";
    }

    @Override
    public List<Module<?>> modules() {
        return List.of(new Defective(), new DefectiveAfterwards());
    }

    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of();
    }
}
