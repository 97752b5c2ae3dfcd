package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every recorded template renders to the text that ansible-core makes of it. */
class TemplateOracleTest {
    private final Templates templates = Sample.templates(Oracle.directory());

    @Test
    void templatesRenderAsRecorded() {
        // given
        List<Oracle.TemplateFile> recorded = Oracle.templates();

        // when
        List<String> different = new ArrayList<>();
        for (Oracle.TemplateFile each : recorded) {
            String found = rendered(each);
            if (!found.equals(each.expected())) {
                different.add("line of " + each.title() + "\n  expected " + quoted(each.expected()) + "\n  but was  "
                        + quoted(found));
            }
        }

        // then
        assertThat(recorded).hasSizeGreaterThan(100);
        assertThat(different).as(String.join("\n", different)).isEmpty();
    }

    private static String quoted(String text) {
        return text.replace("\n", "\\n");
    }

    private String rendered(Oracle.TemplateFile template) {
        Scope scope = Scope.of(Oracle.variables());
        try {
            if (template.mode().equals("file")) {
                return (String)
                        templates.compileFile(template.text(), Syntax.FILE).render(scope);
            }
            Object value = templates.compile(template.text()).evaluate(scope);
            return value instanceof String text ? text : Oracle.jsonText(value);
        } catch (TemplateError error) {
            return template.expected().equals("!") ? "!" : "failed: " + error.getMessage();
        }
    }
}
