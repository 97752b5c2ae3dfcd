package dev.sluice.bind;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.YamlReader;
import dev.sluice.spi.Description;
import dev.sluice.spi.Parameter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a record of parameters says about a module: the single source of names, types, defaults and documentation.
 *
 * @param <P> the record
 */
public final class ParameterModel<P extends Record> {
    private static final ClassValue<ParameterModel<?>> MODELS = new ClassValue<>() {
        @Override
        protected ParameterModel<?> computeValue(Class<?> type) {
            return new ParameterModel<>(type.asSubclass(Record.class));
        }
    };

    private final Class<P> type;
    private final List<ParameterInfo> parameters;
    private final Map<String, ParameterInfo> byName = new HashMap<>();
    private final Constructor<P> constructor;
    private final List<Object> defaults = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable ParameterInfo variables;

    private ParameterModel(Class<P> type) {
        this.type = type;
        List<ParameterInfo> found = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            ParameterInfo parameter = describe(component);
            found.add(parameter);
            Parameter annotation = component.getAnnotation(Parameter.class);
            if (annotation != null && annotation.variables()) {
                variables = parameter;
            }
        }
        this.parameters = List.copyOf(found);
        for (ParameterInfo parameter : parameters) {
            claim(parameter.name(), parameter);
            parameter.aliases().forEach(alias -> claim(alias, parameter));
        }
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            this.constructor.setAccessible(true);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, impossible);
        }
        for (int index = 0; index < components.length; index++) {
            defaults.add(Optional.ofNullable(defaultValue(parameters.get(index), components[index])));
        }
        if (parameters.stream().filter(ParameterInfo::freeForm).count() > 1) {
            problems.add(type.getSimpleName() + ": more than one parameter takes the free text");
        }
    }

    /**
     * The model of a record, made once.
     *
     * @throws IllegalArgumentException if a component has a type that parameters cannot have
     */
    public static <P extends Record> ParameterModel<P> of(Class<P> type) {
        @SuppressWarnings("unchecked") // the cache maps each class to its own model
        ParameterModel<P> model = (ParameterModel<P>) MODELS.get(type);
        return model;
    }

    /** Why a parameter that Ansible's module has is not supported; empty if nothing is said of that name. */
    Optional<String> refusal(String name) {
        return refusals().entrySet().stream()
                .filter(each -> List.of(each.getKey().split(",\\s*")).contains(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Why some parameters of Ansible's module are not supported, by their names with commas between. */
    public Map<String, String> refusals() {
        Description description = description();
        Map<String, String> refusals = new LinkedHashMap<>();
        for (String line : description == null ? new String[0] : description.refuses()) {
            int colon = line.indexOf(':');
            refusals.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return refusals;
    }

    private ParameterInfo describe(RecordComponent component) {
        Parameter annotation = component.getAnnotation(Parameter.class);
        ParameterType parameterType;
        try {
            parameterType = ParameterType.of(component.getGenericType());
        } catch (IllegalArgumentException unsupported) {
            throw new IllegalArgumentException(
                    type.getName() + "." + component.getName() + ": " + unsupported.getMessage(), unsupported);
        }
        boolean nullable = isNullable(component);
        if (annotation == null || annotation.value().isBlank()) {
            problems.add(type.getSimpleName() + "." + component.getName() + " is not documented");
        }
        if (annotation == null) {
            return new ParameterInfo(
                    List.of(component.getName()),
                    parameterType,
                    new ParameterInfo.Presence(false, nullable, ""),
                    new ParameterInfo.Reading(false, false, false, false),
                    "");
        }
        List<String> names = new ArrayList<>();
        names.add(annotation.name().isEmpty() ? component.getName() : annotation.name());
        names.addAll(List.of(annotation.aliases()));
        return new ParameterInfo(
                List.copyOf(names),
                parameterType,
                new ParameterInfo.Presence(annotation.required(), nullable, annotation.defaultValue()),
                new ParameterInfo.Reading(
                        annotation.secret(), annotation.split(), annotation.freeForm(), annotation.line()),
                annotation.value());
    }

    private static boolean isNullable(RecordComponent component) {
        for (Annotation annotation : component.getAnnotatedType().getAnnotations()) {
            if (annotation instanceof Nullable) {
                return true;
            }
        }
        return false;
    }

    private void claim(String name, ParameterInfo parameter) {
        if (byName.put(name, parameter) != null) {
            problems.add(type.getSimpleName() + ": two parameters are called '" + name + "'");
        }
    }

    private @Nullable Object defaultValue(ParameterInfo parameter, RecordComponent component) {
        if (!parameter.defaultText().isEmpty()) {
            return parsedDefault(parameter);
        }
        if (component.getType() == boolean.class) {
            return false;
        }
        if (parameter.nullable() || parameter.required()) {
            return null;
        }
        if (parameter.type() instanceof ParameterType.ListOf) {
            return List.of();
        }
        if (parameter.type() instanceof ParameterType.MapOf) {
            return Map.of();
        }
        problems.add(type.getSimpleName() + "." + component.getName()
                + " is neither required nor @Nullable and has no default");
        return null;
    }

    private @Nullable Object parsedDefault(ParameterInfo parameter) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Node> node =
                YamlReader.document(new SourceFile(parameter.name(), parameter.defaultText()), diagnostics);
        try {
            if (node.isPresent() && !diagnostics.hasErrors()) {
                Object literal = Literals.of(parameter.type(), node.get());
                return Conversion.of(parameter, secret -> {}).convert(literal);
            }
            problems.add(type.getSimpleName() + "." + parameter.name() + ": its default is not valid YAML");
        } catch (MismatchException unfit) {
            problems.add(
                    type.getSimpleName() + "." + parameter.name() + ": its default is wrong: " + unfit.getMessage());
        }
        return null;
    }

    public Class<P> type() {
        return type;
    }

    /** In the order of the record. */
    public List<ParameterInfo> parameters() {
        return parameters;
    }

    /** The parameter with a name or an alias. */
    public Optional<ParameterInfo> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every name and alias, for "did you mean". */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (ParameterInfo parameter : parameters) {
            names.add(parameter.name());
            names.addAll(parameter.aliases());
        }
        return names;
    }

    /** The parameter that takes {@code module: text}. */
    public Optional<ParameterInfo> freeForm() {
        return parameters.stream().filter(ParameterInfo::freeForm).findFirst();
    }

    /** The parameter whose names become variables of the host. */
    public Optional<ParameterInfo> variables() {
        return Optional.ofNullable(variables);
    }

    /** The module's description; null if there is none. */
    public @Nullable Description description() {
        return type.getAnnotation(Description.class);
    }

    /** What is wrong with the record itself; a module's tests require that this is empty. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Nullable
    Object defaultOf(int index) {
        return ((Optional<?>) defaults.get(index)).orElse(null);
    }

    /**
     * The record with these component values.
     *
     * @throws MismatchException if its constructor rejects them, or has a defect
     */
    P instance(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException rejected) {
            if (rejected.getCause() instanceof IllegalArgumentException reason) {
                throw new MismatchException("", String.valueOf(reason.getMessage()), "");
            }
            throw new MismatchException("", "bug in " + type.getName() + ": " + rejected.getCause(), "report it");
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot make a " + type.getName(), impossible);
        }
    }
}
