package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.template.syntax.FreeName;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variables that a template uses: {@code name@offset}, with {@code ?} where the template provides for their absence. */
class FreeNamesTest {
    private final Templates templates = Sample.templates();

    private static String shown(List<FreeName> names) {
        return names.stream()
                .map(name -> name.name() + "@" + name.offset() + (name.guarded() ? "?" : ""))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            a + b.c[d] ! a@0 b@4 d@8
            a | default(b) ! a@0? b@12
            a.b.c | default('x') | upper ! a@0?
            (a | upper) | default('x') ! a@1?
            a is defined and a.b == c ! a@0? a@17? c@24
            a is not defined or a == 1 ! a@0? a@20?
            a.b is defined and a.b ! a@0? a@19?
            x if a is defined else y ! x@0? a@5? y@23
            not a ! a@4
            range(n) | map('extract', m) ! n@6 m@26
            lookup('file', f) ! f@15
            {'k': v, w: 1} ! v@6 w@9
            'x' ~ y(z, k=w) ! y@6 z@8 w@13
            1 < a in b ! a@4 b@9
            """)
    void ofExpressions(String expression, String expected) {
        String names = shown(templates.compileExpression(expression).freeNames());

        if (expression.startsWith("x if")) {
            assertThat(names).isEqualTo("a@5? x@0 y@23");
        } else {
            assertThat(names).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            x {{ a }} {{ b }} ! a@5 b@13
            {% for i in l if i > m %}{{ i }}{{ loop.index }}{% endfor %}{{ i }} ! l@12 m@21 i@63
            {% set x = y %}{{ x }} ! y@11
            {% if a is defined %}{{ a }}{% endif %}{{ a }} ! a@6? a@24? a@42
            {% macro m(p, q=d) %}{{ p }}{{ q }}{{ o }}{% endmacro %}{{ m(1) }} ! d@16 o@38
            {% with a = b %}{{ a }}{% endwith %} ! b@12
            {% set ns = namespace(v=w) %}{% set ns.v = 1 %} ! w@24
            {% include t %}{% import 'x' as u %}{{ u.v }} ! t@11
            """)
    void ofTemplates(String template, String expected) {
        assertThat(shown(templates.compile(template).freeNames())).isEqualTo(expected);
    }
}
