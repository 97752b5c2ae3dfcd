package dev.sluice.reference;

import dev.sluice.bind.ParameterInfo;
import dev.sluice.bind.ParameterModel;
import java.util.List;
import java.util.Map;

/** A module's page in Markdown. */
final class MarkdownPage {
    static final String ORIGIN =
            "<!-- Generated from the module's record of parameters; see docs/writing-a-module.md. -->\n";

    private final StringBuilder text = new StringBuilder();

    private MarkdownPage() {}

    static String of(ModulePage page) {
        return new MarkdownPage().render(page);
    }

    private String render(ModulePage page) {
        text.append(ORIGIN).append("\n# ").append(page.name()).append("\n\n");
        text.append(page.description()).append("\n");
        if (!page.example().isEmpty()) {
            text.append("\n```yaml\n").append(page.example()).append("\n```\n");
        }
        text.append("\n## Parameters\n");
        table("", page.parameters());
        if (!page.returns().isEmpty()) {
            text.append("\n## Registers\n\n| name | meaning |\n|---|---|\n");
            page.returns()
                    .forEach((name, meaning) -> text.append("| `")
                            .append(cell(name))
                            .append("` | ")
                            .append(cell(meaning))
                            .append(" |\n"));
        }
        if (!page.refusals().isEmpty()) {
            text.append("\n## Not supported\n\n| parameter of Ansible's module | why not |\n|---|---|\n");
            page.refusals()
                    .forEach((names, reason) -> text.append("| `")
                            .append(cell(names))
                            .append("` | ")
                            .append(cell(reason))
                            .append(" |\n"));
        }
        text.append("\nFamily: ").append(page.family());
        if (!page.aliases().isEmpty()) {
            text.append(". Other names: ")
                    .append(String.join(
                            ", ",
                            page.aliases().stream()
                                    .map(alias -> "`" + alias + "`")
                                    .toList()));
        }
        return text.append(".\n").toString();
    }

    private void table(String path, List<ParameterInfo> parameters) {
        if (parameters.isEmpty()) {
            text.append("\nNone.\n");
            return;
        }
        text.append("\n| name | accepts | meaning |\n|---|---|---|\n");
        for (ParameterInfo parameter : parameters) {
            text.append("| ")
                    .append(parameter.required() ? "**`" + parameter.name() + "`**" : "`" + parameter.name() + "`")
                    .append(" | ")
                    .append(cell(String.join("; ", ModulePage.traits(parameter))))
                    .append(" | ")
                    .append(cell(ModulePage.oneLine(parameter.documentation()).replaceAll("\n+", "<br>")))
                    .append(" |\n");
        }
        for (Map.Entry<String, ParameterModel<?>> nested :
                ModulePage.nested(parameters).entrySet()) {
            String name = path.isEmpty() ? nested.getKey() : path + "." + nested.getKey();
            text.append("\n### `").append(name).append("`\n");
            table(name, nested.getValue().parameters());
        }
    }

    private static String cell(String markdown) {
        return markdown.replace("|", "\\|");
    }
}
