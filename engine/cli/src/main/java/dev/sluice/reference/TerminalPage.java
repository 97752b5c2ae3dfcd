package dev.sluice.reference;

import dev.sluice.bind.ParameterInfo;
import dev.sluice.bind.ParameterModel;
import java.util.List;
import java.util.Map;

/** A module's page as plain text of a given width. */
final class TerminalPage {
    private final StringBuilder text = new StringBuilder();
    private final int width;

    private TerminalPage(int width) {
        this.width = Math.max(40, width);
    }

    static String of(ModulePage page, int width) {
        return new TerminalPage(width).render(page);
    }

    private String render(ModulePage page) {
        text.append(page.name()).append("  (").append(page.family()).append(")\n\n");
        page.description().lines().forEach(line -> wrap(line, "  "));
        text.append('\n');
        if (!page.example().isEmpty()) {
            text.append("Example\n");
            page.example()
                    .lines()
                    .forEach(line -> text.append(("  " + line).stripTrailing()).append('\n'));
            text.append('\n');
        }
        text.append("Parameters\n");
        parameters(page.parameters(), "  ");
        if (!page.returns().isEmpty()) {
            text.append("\nRegisters\n");
            page.returns().forEach((name, meaning) -> wrap(name + ": " + meaning, "  "));
        }
        if (!page.refusals().isEmpty()) {
            text.append("\nNot supported\n");
            page.refusals().forEach((names, reason) -> wrap(names + ": " + reason, "  "));
        }
        if (!page.aliases().isEmpty()) {
            text.append("\nOther names: ")
                    .append(String.join(", ", page.aliases()))
                    .append('\n');
        }
        return text.toString();
    }

    private void parameters(List<ParameterInfo> parameters, String indent) {
        if (parameters.isEmpty()) {
            text.append(indent).append("none\n");
        }
        Map<String, ParameterModel<?>> nested = ModulePage.nested(parameters);
        for (ParameterInfo parameter : parameters) {
            wrap(parameter.name() + "  (" + String.join("; ", ModulePage.traits(parameter)) + ")", indent);
            ModulePage.oneLine(parameter.documentation()).lines().forEach(line -> wrap(line, indent + "    "));
            ParameterModel<?> model = nested.get(parameter.name());
            if (model != null) {
                parameters(model.parameters(), indent + "    ");
            }
        }
    }

    private void wrap(String paragraph, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : paragraph.split(" ", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
                text.append(line).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
