package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.Description;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds for every module of a family without running it. */
public final class ModuleContract {
    private ModuleContract() {}

    /** Every module is described with an example, every parameter documented, every name used once. */
    public static void check(Family family) {
        Set<String> names = new HashSet<>();
        for (Module<?> module : family.modules()) {
            List<String> all = new ArrayList<>(module.aliases());
            all.add(module.name());
            all.forEach(name ->
                    assertThat(names.add(name)).as("%s is used once", name).isTrue());
            Description description = module.parameters().getAnnotation(Description.class);
            assertThat(description).as("description of %s", module.name()).isNotNull();
            assertThat(description.value())
                    .as("description of %s", module.name())
                    .isNotBlank();
            assertThat(description.example()).as("example of %s", module.name()).contains(module.name() + ":");
            checkDocumented(module.name(), module.parameters());
        }
        for (Class<? extends Fact<?>> fact : family.facts()) {
            assertThat(fact.isRecord()).as("%s is a record", fact).isTrue();
        }
    }

    private static void checkDocumented(String where, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            Parameter parameter = component.getAnnotation(Parameter.class);
            assertThat(parameter)
                    .as("%s.%s is documented", where, component.getName())
                    .isNotNull();
            assertThat(parameter.value())
                    .as("%s.%s is documented", where, component.getName())
                    .isNotBlank();
            for (Class<?> nested : records(component.getGenericType())) {
                checkDocumented(where + "." + component.getName(), nested);
            }
        }
    }

    private static List<Class<?>> records(Type type) {
        if (type instanceof ParameterizedType generic) {
            return List.of(generic.getActualTypeArguments()).stream()
                    .flatMap(argument -> records(argument).stream())
                    .toList();
        }
        return type instanceof Class<?> plain
                        && plain.isRecord()
                        && !plain.getName().startsWith("dev.sluice.spi.")
                ? List.of(plain)
                : List.of();
    }
}
