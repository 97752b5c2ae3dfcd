package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.template.syntax.TemplateError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every recorded expression has the value that ansible-core gives it, or the recorded one where the language differs. */
class ExpressionOracleTest {
    private final Templates templates = Sample.templates(Oracle.directory());

    @Test
    void expressionsHaveTheRecordedValues() {
        // given
        List<Oracle.Expression> recorded = Oracle.expressions();

        // when
        List<String> different = new ArrayList<>();
        for (Oracle.Expression each : recorded) {
            String found = difference(each);
            if (!found.isEmpty()) {
                different.add("line " + each.line() + ": " + each.text() + "\n  " + found);
            }
        }

        // then
        assertThat(recorded).hasSizeGreaterThan(1000);
        assertThat(different).as(String.join("\n", different)).isEmpty();
    }

    private String difference(Oracle.Expression expression) {
        Object value;
        try {
            value = templates.compileExpression(expression.text()).value(Scope.of(Oracle.variables()));
        } catch (TemplateError error) {
            return expression.expected().equals("!")
                    ? ""
                    : "expected " + expression.expected() + "\n  but failed: " + error.getMessage();
        } catch (RuntimeException error) {
            return "broke: " + error + " at " + error.getStackTrace()[0];
        }
        if (expression.expected().equals("!")) {
            return "expected a failure, but was " + value;
        }
        Object expected = Oracle.json(expression.expected());
        return Objects.equals(expected, value) ? "" : "expected " + expression.expected() + "\n  but was  " + value;
    }
}
