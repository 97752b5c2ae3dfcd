package dev.sluice.cli;

import dev.sluice.spi.Description;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import java.util.List;
import java.util.Set;

/** A family with a module that falls over, as a family of somebody else may. */
public final class DefectiveFamily implements Family {
    @Description(value = "Falls over.", example = "- defective:")
    record Wanted() {}

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

    @Override
    public String name() {
        return "defective";
    }

    @Override
    public List<Module<?>> modules() {
        return List.of(new Defective());
    }

    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of();
    }
}
