package dev.sluice.template.filter;

import dev.sluice.python.Json;
import dev.sluice.python.JsonText;
import dev.sluice.python.OperationException;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import dev.sluice.python.Yaml;
import dev.sluice.python.YamlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters that read and write JSON and YAML. */
final class DataFilters implements Family {
    private static final int NICE_INDENT = 4;
    private static final int YAML_WIDTH = 80;

    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "to_json(indent?, sort_keys?, ensure_ascii?, separators?, **options)",
                "to_nice_json(indent?, sort_keys?, ensure_ascii?, separators?, **options)",
                "tojson(indent?)",
                "from_json",
                "to_yaml(indent?, sort_keys?, width?, default_flow_style?, explicit_start?, **options)",
                "to_nice_yaml(indent?, sort_keys?, width?, default_flow_style?, explicit_start?, **options)",
                "from_yaml",
                "from_yaml_all",
                "pprint",
                "ppretty");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "to_json" -> json(call, false, null);
            case "to_nice_json" -> json(call, true, " ".repeat(NICE_INDENT));
            case "tojson" -> markupJson(call);
            case "from_json" -> Json.read(call.text());
            case "to_yaml" -> yaml(call, 2, null);
            case "to_nice_yaml" -> yaml(call, NICE_INDENT, false);
            case "from_yaml" -> fromYaml(call);
            case "from_yaml_all" -> call.value() instanceof String text ? Yaml.readAll(text) : call.value();
            case "pprint", "ppretty" -> Text.quoted(call.value());
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static String json(Call call, boolean sorted, @Nullable String indent) {
        String itemSeparator = ", ";
        String keySeparator = ": ";
        if (call.get("separators") instanceof List<?> pair && pair.size() == 2) {
            itemSeparator = Text.of(pair.get(0));
            keySeparator = Text.of(pair.get(1));
        }
        return JsonText.of(
                call.value(),
                new JsonText.Layout(
                        call.flag("sort_keys", sorted),
                        call.flag("ensure_ascii", true),
                        call.has("indent") ? indent(call) : indent,
                        itemSeparator,
                        keySeparator));
    }

    private static @Nullable String indent(Call call) {
        return call.get("indent") instanceof String text
                ? text
                : call.get("indent") == null ? null : " ".repeat(columns(call.integer("indent", 0)));
    }

    private static int columns(long indent) {
        if (indent < 0 || indent > 100) {
            throw new OperationException("an indent of " + indent + " is out of range");
        }
        return (int) indent;
    }

    /** As Jinja's {@code tojson}: sorted, and safe within HTML. */
    private static String markupJson(Call call) {
        String indent = call.get("indent") == null ? null : indent(call);
        return JsonText.of(call.value(), new JsonText.Layout(true, true, indent, ", ", ": "))
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027");
    }

    private static String yaml(Call call, int indent, @Nullable Boolean flow) {
        Object wanted = call.get("default_flow_style", flow);
        return YamlText.of(
                call.value(),
                new YamlText.Layout(
                        columns(call.integer("indent", indent)),
                        (int) Math.min(call.integer("width", YAML_WIDTH), Integer.MAX_VALUE / 2),
                        call.flag("sort_keys", true),
                        wanted == null ? null : Types.truth(wanted),
                        call.flag("explicit_start", false)));
    }

    private static @Nullable Object fromYaml(Call call) {
        if (!(call.value() instanceof String text)) {
            return call.value();
        }
        List<Object> documents = Yaml.readAll(text);
        if (documents.size() > 1) {
            throw new OperationException(
                    "the YAML has " + documents.size() + " documents", "read them with 'from_yaml_all'");
        }
        return documents.isEmpty() ? null : documents.get(0);
    }
}
