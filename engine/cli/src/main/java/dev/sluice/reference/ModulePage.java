package dev.sluice.reference;

import dev.sluice.bind.ParameterInfo;
import dev.sluice.bind.ParameterModel;
import dev.sluice.bind.ParameterType;
import dev.sluice.spi.Description;
import dev.sluice.spi.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known about a module.
 *
 * @param family the name of its family
 * @param name its name in runbooks
 * @param aliases its other names
 * @param description what it does, in Markdown; empty if it does not say
 * @param example tasks in YAML; empty if there are none
 * @param returns what it registers, by name
 * @param refusals why it has not some parameters of Ansible's module, by their names
 * @param parameters in the order of its record
 */
// More than five: one for each part of the page.
record ModulePage(
        String family,
        String name,
        List<String> aliases,
        String description,
        String example,
        Map<String, String> returns,
        Map<String, String> refusals,
        List<ParameterInfo> parameters) {
    static ModulePage of(String family, Module<?> module) {
        ParameterModel<?> model = ParameterModel.of(module.parameters());
        Description description = model.description();
        Map<String, String> returns = new LinkedHashMap<>();
        for (String line : description == null ? new String[0] : description.returns()) {
            int colon = line.indexOf(':');
            returns.put(
                    colon < 0 ? line : line.substring(0, colon).strip(),
                    colon < 0 ? "" : line.substring(colon + 1).strip());
        }
        return new ModulePage(
                family,
                module.name(),
                List.copyOf(module.aliases()),
                description == null ? "" : oneLine(description.value()),
                description == null ? "" : description.example().stripTrailing(),
                returns,
                model.refusals(),
                model.parameters());
    }

    /** The first sentence of the description. */
    String summary() {
        String first = description.lines().findFirst().orElse("");
        int end = first.indexOf(". ");
        return end < 0 ? first : first.substring(0, end + 1);
    }

    /** Lines of a text block are one paragraph; an empty line begins another, and a dash an entry of a list. */
    static String oneLine(String text) {
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : text.strip().split("\n\\s*\n", -1)) {
            paragraphs.add(paragraph.replaceAll("\\s*\n\\s*(?!\\s|- )", " ").replaceAll("\n\\s+", "\n"));
        }
        return String.join("\n\n", paragraphs);
    }

    /** The kinds of parameters that have parameters of their own, under the name of the parameter. */
    static Map<String, ParameterModel<?>> nested(List<ParameterInfo> parameters) {
        Map<String, ParameterModel<?>> nested = new LinkedHashMap<>();
        for (ParameterInfo parameter : parameters) {
            ParameterType type = parameter.type();
            while (true) {
                if (type instanceof ParameterType.ListOf list) {
                    type = list.item();
                } else if (type instanceof ParameterType.MapOf map) {
                    type = map.value();
                } else {
                    break;
                }
            }
            if (type instanceof ParameterType.Nested record) {
                nested.put(parameter.name(), record.model());
            }
        }
        return nested;
    }

    /** What is to be said about a parameter besides its meaning, e.g. {@code text, required}. */
    static List<String> traits(ParameterInfo parameter) {
        List<String> traits = new ArrayList<>(List.of(type(parameter)));
        if (parameter.required()) {
            traits.add("required");
        }
        if (!parameter.defaultText().isEmpty()) {
            traits.add("default " + parameter.defaultText());
        }
        if (parameter.split()) {
            traits.add("a text is split at commas");
        }
        if (parameter.freeForm()) {
            traits.add("takes the free text of the task");
        }
        if (parameter.secret()) {
            traits.add("secret");
        }
        if (!parameter.aliases().isEmpty()) {
            traits.add("also called " + String.join(", ", parameter.aliases()));
        }
        return traits;
    }

    private static String type(ParameterInfo parameter) {
        return nested(List.of(parameter)).isEmpty()
                ? parameter.type().describe()
                : parameter.type() instanceof ParameterType.ListOf ? "list of mappings" : "mapping";
    }
}
