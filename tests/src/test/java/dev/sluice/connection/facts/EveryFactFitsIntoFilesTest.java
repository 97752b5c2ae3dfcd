package dev.sluice.connection.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Family;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Questions and answers of every family consist of what a fact file can hold. */
class EveryFactFitsIntoFilesTest {
    private static final Set<Class<?>> SCALARS = Set.of(
            String.class,
            boolean.class,
            Boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            double.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            Bytes.class,
            Instant.class,
            Duration.class,
            Secret.class,
            Object.class);

    private final Set<Type> seen = new HashSet<>();
    private final List<String> misfits = new ArrayList<>();

    @Test
    void everyFactFits() {
        int count = 0;
        for (Family family : ServiceLoader.load(Family.class)) {
            for (Class<? extends Fact<?>> fact : family.facts()) {
                visit(fact.getSimpleName(), fact);
                visit(fact.getSimpleName() + "'s answer", GenericTypes.answerOf(fact));
                count++;
            }
        }

        assertThat(misfits).isEmpty();
        assertThat(count).isGreaterThan(10);
    }

    private void visit(String path, Type type) {
        if (!seen.add(type)) {
            return;
        }
        Class<?> raw = GenericTypes.raw(type);
        if (type instanceof TypeVariable<?> || SCALARS.contains(raw) || raw.isEnum() || raw == Fact.class) {
            return;
        }
        if (raw == Map.class) {
            Class<?> key = GenericTypes.raw(GenericTypes.argument(type, 0));
            if (key != String.class && !key.isEnum()) {
                misfits.add(path + ": a map whose keys are not texts");
            }
            visit(path + " -> value", GenericTypes.argument(type, 1));
        } else if (Set.of(Optional.class, Answer.class, List.class, Set.class, Collection.class)
                .contains(raw)) {
            if (!(type instanceof ParameterizedType)) {
                misfits.add(path + ": " + raw.getSimpleName() + " of what?");
            }
            visit(path + " -> element", GenericTypes.argument(type, 0));
        } else if (raw.isRecord()) {
            for (RecordComponent component : GenericTypes.components(raw)) {
                visit(path + "." + component.getName(), GenericTypes.component(component, type));
            }
        } else if (raw.isSealed()) {
            for (Class<?> each : raw.getPermittedSubclasses()) {
                visit(path + " as " + each.getSimpleName(), each);
            }
        } else {
            misfits.add(path + ": " + type.getTypeName());
        }
    }
}
