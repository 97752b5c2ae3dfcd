package dev.sluice.cli;

import dev.sluice.bind.ParameterInfo;
import dev.sluice.bind.ParameterModel;
import dev.sluice.bind.ParameterType;
import dev.sluice.spi.Module;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tasks that give a secret to every parameter of a module: as the whole value, within a longer text, and wherever a list
 * or a mapping has room for it. A new module or parameter is found by reflection.
 */
final class CanaryTasks {
    /** A task in YAML, in the flow style. @param parameter which parameter of it holds the secret */
    record Task(String module, String parameter, String arguments) {
        String yaml() {
            return "{ " + module + ": " + arguments + " }";
        }
    }

    private static final String SECRET = "\"{{ canary }}\"";
    private static final String INSIDE = "\"before {{ canary }} after\"";

    private CanaryTasks() {}

    static List<Task> of(Module<?> module) {
        ParameterModel<?> model = ParameterModel.of(module.parameters());
        return model.parameters().stream()
                .flatMap(parameter -> secret(parameter.type())
                        .map(value -> new Task(module.name(), parameter.name(), mapping(model, parameter, value))))
                .toList();
    }

    /** The values of a type with a secret in them; none for a type that has no room for a text. */
    private static Stream<String> secret(ParameterType type) {
        if (type instanceof ParameterType.Text) {
            return Stream.of(SECRET, INSIDE);
        }
        if (type instanceof ParameterType.Anything) {
            return Stream.of(
                    SECRET,
                    INSIDE,
                    "[ plain, " + SECRET + " ]",
                    "{ name: " + SECRET + ", deep: [ { deeper: " + INSIDE + " } ] }",
                    "{ " + SECRET + ": value }");
        }
        if (type instanceof ParameterType.Expression) {
            return Stream.of("canary", "\"[canary, {'deep': canary}]\"");
        }
        if (type instanceof ParameterType.Whole) {
            return Stream.of("\"{{ canary_number }}\"");
        }
        if (type instanceof ParameterType.ListOf list) {
            return secret(list.item()).flatMap(item -> Stream.of("[ " + item + " ]", item));
        }
        if (type instanceof ParameterType.MapOf map) {
            return Stream.concat(
                    secret(map.value()).map(value -> "{ some_name: " + value + " }"),
                    Stream.of("{ " + SECRET + ": " + plain(map.value()) + " }"));
        }
        if (type instanceof ParameterType.Nested nested) {
            return nested.model().parameters().stream()
                    .flatMap(parameter ->
                            secret(parameter.type()).map(value -> mapping(nested.model(), parameter, value)));
        }
        return Stream.of();
    }

    /** All parameters that have to be given, and one of them or another with a value. */
    private static String mapping(ParameterModel<?> model, ParameterInfo chosen, String value) {
        if (chosen.freeForm() && chosen.type() instanceof ParameterType.MapOf) {
            return value;
        }
        Map<String, String> given = new LinkedHashMap<>();
        model.parameters().stream()
                .filter(ParameterInfo::required)
                .forEach(parameter -> given.put(parameter.name(), plain(parameter.type())));
        given.put(chosen.name(), value);
        return given.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .reduce((left, right) -> left + ", " + right)
                .map(all -> "{ " + all + " }")
                .orElseThrow();
    }

    /** Any value of a type, as a template: what is wrong with it is only found when the task is run. */
    private static String plain(ParameterType type) {
        if (type instanceof ParameterType.Whole || type instanceof ParameterType.Decimal) {
            return "\"{{ 1 }}\"";
        }
        if (type instanceof ParameterType.Truth) {
            return "\"{{ false }}\"";
        }
        if (type instanceof ParameterType.Mode) {
            return "\"{{ '0644' }}\"";
        }
        if (type instanceof ParameterType.Size) {
            return "\"{{ '1M' }}\"";
        }
        if (type instanceof ParameterType.Choice choice) {
            return "\"{{ '" + choice.words().get(0) + "' }}\"";
        }
        if (type instanceof ParameterType.ListOf list) {
            return "[ " + plain(list.item()) + " ]";
        }
        if (type instanceof ParameterType.MapOf map) {
            return "{ some_name: " + plain(map.value()) + " }";
        }
        if (type instanceof ParameterType.Nested nested) {
            return nested.model().parameters().stream()
                    .filter(ParameterInfo::required)
                    .map(parameter -> parameter.name() + ": " + plain(parameter.type()))
                    .reduce((left, right) -> left + ", " + right)
                    .map(all -> "{ " + all + " }")
                    .orElse("{}");
        }
        return type instanceof ParameterType.Expression ? "true" : "\"{{ '/tmp/sluice-canary' }}\"";
    }
}
