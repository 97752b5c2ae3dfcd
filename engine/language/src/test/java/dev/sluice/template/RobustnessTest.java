package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateError;
import dev.sluice.template.syntax.TemplateSyntaxError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever is written, it is either evaluated or refused with a TemplateError. */
class RobustnessTest {
    private static final List<String> VALUES = List.of(
            "none",
            "true",
            "0",
            "-7",
            "2.5",
            "99999999999999999999",
            "''",
            "'abc'",
            "'10.0.20.5/24'",
            "[]",
            "[1, 'a']",
            "[[1, 2], [3]]",
            "{}",
            "{'a': 1, 'b': [1]}",
            "[{'a': 1}]",
            "(1, 2)",
            "range(3)",
            "now()",
            "namespace()");

    private final Templates templates = Sample.templates();

    @Test
    void everyFilterTakesOrRefusesEveryValue() {
        List<String> broken = new ArrayList<>();
        List<String> filters = new ArrayList<>(templates.filterNames());
        // It is slow by design.
        filters.remove("password_hash");
        for (String filter : filters) {
            for (String value : VALUES) {
                for (String arguments :
                        List.of("", "('a')", "(2)", "([1])", "({'a': 1})", "('a', 'b')", "(none, none)")) {
                    collectBroken(value + " | " + filter + arguments, broken);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyTestTakesOrRefusesEveryValue() {
        List<String> broken = new ArrayList<>();
        for (String test : templates.testNames()) {
            if (Character.isLetter(test.charAt(0))) {
                for (String value : VALUES) {
                    for (String arguments : List.of("", "('a')", "(2)", "([1])", "('1.0', '>')")) {
                        collectBroken(value + " is " + test + arguments, broken);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private void collectBroken(String expression, List<String> broken) {
        try {
            templates.compileExpression(expression).value(Scope.of(Map.of()));
        } catch (TemplateError refused) {
            assertThat(refused.getMessage()).isNotBlank();
        } catch (RuntimeException | StackOverflowError error) {
            broken.add(expression + ": " + error);
        }
    }

    @Property(tries = 2000)
    void anyWordsAreParsedOrRefused(@ForAll("words") List<String> words) {
        String text = String.join(" ", words);
        try {
            templates.compileFile(text, Syntax.FILE).render(Scope.of(Map.of("x", 1L)));
        } catch (TemplateError refused) {
            assertThat(refused.getMessage()).isNotBlank();
            assertThat(refused.offset()).isBetween(-1, text.length());
        }
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "{%",
                        "%}",
                        "{#",
                        "#}",
                        "-%}",
                        "{%-",
                        "if",
                        "else",
                        "elif",
                        "endif",
                        "for",
                        "in",
                        "endfor",
                        "set",
                        "=",
                        "x",
                        "1",
                        "'a'",
                        "(",
                        ")",
                        "[",
                        "]",
                        "{",
                        "}",
                        ":",
                        ",",
                        ".",
                        "|",
                        "is",
                        "not",
                        "defined",
                        "upper",
                        "~",
                        "+",
                        "**",
                        "raw",
                        "endraw",
                        "macro",
                        "endmacro",
                        "\n",
                        "\\",
                        "\"")
                .list()
                .ofMaxSize(14);
    }

    @Property
    void divisionAndRemainderFitTogether(
            @ForAll @IntRange(min = -1000, max = 1000) int a, @ForAll @IntRange(min = 1, max = 50) int b) {
        Scope scope = Scope.of(Map.of("a", (long) a, "b", (long) b));

        assertThat(templates
                        .compileExpression(
                                "(a // b) * b + a % b == a and 0 <= a % b < b and (a // -b) * -b + a % -b == a")
                        .evaluate(scope))
                .isEqualTo(true);
    }

    @Property
    void slicesOfTextsAndListsAgree(
            @ForAll @IntRange(min = -7, max = 7) int start,
            @ForAll @IntRange(min = -7, max = 7) int stop,
            @ForAll @IntRange(min = 1, max = 3) int step) {
        Scope scope = Scope.of(Map.of("a", (long) start, "b", (long) stop, "c", (long) step));

        assertThat(templates
                        .compileExpression("'abcde'[a:b:c] == ('abcde' | list)[a:b:c] | join"
                                + " and 'abcde'[a:b:-c] == ('abcde' | list)[a:b:-c] | join")
                        .evaluate(scope))
                .isEqualTo(true);
    }

    @Test
    void deeplyNestedExpressionsAreRefused() {
        assertThatThrownBy(() -> templates.compile("{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}"))
                .isInstanceOf(TemplateSyntaxError.class)
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> templates.compile("{{ " + "not ".repeat(5000) + "true }}"))
                .isInstanceOf(TemplateSyntaxError.class);
        for (String chain : List.of(" + 1", " and 1", " | string", "[0]", ".a", "(0)", " ** 1")) {
            assertThatThrownBy(() -> templates.compile("{{ x" + chain.repeat(20_000) + " }}"))
                    .isInstanceOf(TemplateSyntaxError.class)
                    .hasMessageContaining("operations");
        }
    }
}
