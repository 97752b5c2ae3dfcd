package dev.sluice.testing;

import dev.sluice.spi.Parameter;
import dev.sluice.spi.value.Secret;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is secret among the parameters of a task. */
final class SecretParameters {
    private SecretParameters() {}

    /** The texts of parameters that are declared to be secret. */
    static List<String> of(Record parameters) {
        List<String> secrets = new ArrayList<>();
        for (RecordComponent component : parameters.getClass().getRecordComponents()) {
            Parameter parameter = component.getAnnotation(Parameter.class);
            if (parameter != null && parameter.secret()) {
                Object value = value(component, parameters);
                Object text = value instanceof Secret secret ? secret.value() : value;
                if (text != null && !text.toString().isEmpty()) {
                    secrets.add(text.toString());
                }
            }
        }
        return secrets;
    }

    private static @Nullable Object value(RecordComponent component, Record parameters) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(parameters);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
