package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import dev.sluice.source.Tagged;
import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateError;
import dev.sluice.template.syntax.TemplateSyntaxError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of a playbook and template files. */
class TemplateTest {
    private final Templates templates = Sample.templates();

    private Object evaluate(String text, Map<String, ?> variables) {
        return templates.compile(text).evaluate(Scope.of(variables));
    }

    @Test
    void aSingleExpressionKeepsItsType() {
        assertThat(evaluate("{{ 1 + 1 }}", Map.of())).isEqualTo(2L);
        assertThat(evaluate("{{ [1, 'a'] }}", Map.of())).isEqualTo(List.of(1L, "a"));
        assertThat(evaluate("{{- none -}}", Map.of())).as("as ansible-core").isEqualTo("");
        assertThat(evaluate("{{ '[1]' }}", Map.of())).isEqualTo("[1]");
        assertThat(evaluate("{{ {'a': 1} | to_json }}", Map.of())).isEqualTo("{\"a\": 1}");
    }

    @Test
    void keysOfResultsAreTexts() {
        assertThat(evaluate("{{ {1: 'a', true: 'b', none: 'c'} }}", Map.of()))
                .isEqualTo(Map.of("1", "a", "true", "b", "null", "c"));
    }

    @Test
    void anythingElseIsTextUnlessItSpellsAListOrMapping() {
        assertThat(evaluate("{{ 1 }}{{ 2 }}", Map.of())).isEqualTo("12");
        assertThat(evaluate("[{{ 1 }}, 'x']", Map.of())).isEqualTo(List.of(1L, "x"));
        assertThat(evaluate("[{{ 'x' }}]", Map.of())).isEqualTo("[x]");
        assertThat(templates.compileFile("[{{ 1 }}]", Syntax.FILE).render(Scope.of(Map.of())))
                .isEqualTo("[1]");
    }

    @Test
    void textsThatAreNoTemplatesAreThemselves() {
        assertThat(Templates.isTemplate("a { b } %}")).isFalse();
        assertThat(evaluate("a { b } %}", Map.of())).isEqualTo("a { b } %}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ x }}", "a {% raw %}b{% endraw %} c {{", "{#", "plain", "{% endraw %}{{ y }}"})
    void escapedTextsEvaluateToThemselves(String text) {
        assertThat(evaluate(Templates.escape(text), Map.of())).isEqualTo(text);
    }

    @Nested
    class VariablesThatHoldTemplates {
        @Test
        void areEvaluatedWhenUsed() {
            Map<String, Object> variables = Map.of("a", "{{ b }}/x", "b", "{{ c + 1 }}", "c", 1L);

            assertThat(evaluate("{{ a }}", variables)).isEqualTo("2/x");
        }

        @Test
        void areEvaluatedOnlyWhereUsed() {
            Map<String, Object> app = Map.of("root", "/srv", "data", "{{ app.root }}/data", "bad", "{{ nope }}");

            assertThat(evaluate("{{ app.data }}", Map.of("app", app))).isEqualTo("/srv/data");
            assertThatThrownBy(() -> evaluate("{{ app }}", Map.of("app", app)))
                    .hasMessageContaining("in the value of 'app.bad': 'nope' is undefined");
        }

        @Test
        void thatNeedThemselvesAreNamedWithTheirChain() {
            Map<String, Object> variables = Map.of("a", "{{ b }}", "b", "x{{ c.d }}", "c", Map.of("d", "{{ a }}"));

            assertThatThrownBy(() -> evaluate("{{ a }}", variables))
                    .isInstanceOf(TemplateError.class)
                    .hasMessageContaining("a -> b -> c.d -> a");
        }

        @Test
        void areNotThoseThatAProgramWrote() {
            Scope facts = Scope.ofPlain(Map.of("motd", "{{ lookup('env', 'HOME') }}"));

            assertThat(templates.compile("{{ motd }}").evaluate(facts)).isEqualTo("{{ lookup('env', 'HOME') }}");
        }

        @Test
        void areNotThoseMarkedUnsafe() {
            Tagged unsafe = new Tagged("!unsafe", "{{ x }}", new Span(new SourceFile("vars.yml", "{{ x }}"), 0, 7));

            assertThat(evaluate("{{ a.b }}", Map.of("a", Map.of("b", unsafe)))).isEqualTo("{{ x }}");
        }

        @Test
        void areNotEvaluatedTwice() {
            assertThat(evaluate("{{ a }}", Map.of("a", "{{ '{{' }} b }}"))).isEqualTo("{{ b }}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '`', textBlock = """
            {{ x y }} @ 5 @ unexpected 'y' @ an operator is missing
            {{ 1 + }} @ 7 @ an expression was expected @ something is missing at the end: complete it or take what is left over out
            {{ 'abc }} @ 3 @ the quote is never closed @ add '
            {{ x @ 2 @ '}}' is missing @ never ends
            a {{ x | uper }} @ 9 @ unknown filter 'uper' @ did you mean 'upper'?
            {{ x is define }} @ 8 @ unknown test 'define' @ did you mean 'defined'?
            {{ x | replace('a') }} @ 7 @ 'replace' needs 'new' @ replace(old, new
            {{ x | upper(1) }} @ 7 @ 'upper' takes no arguments @ upper()
            {{ x | default(defalt=1) }} @ 7 @ has no argument 'defalt' @ default(
            {{ x && y }} @ 5 @ unexpected character '&' @ write 'and'
            {{ x = 1 }} @ 5 @ unexpected '=' @ compare with '=='
            {{ (1, 2] }} @ 8 @ ']' where ')' should close '(' @
            {% if x %}y @ 0 @ the statement is never closed @ close it with 'endif'
            {% fi x %} @ 0 @ unknown statement 'fi' @ did you mean 'if'?
            {% endfor %} @ 0 @ 'endfor' closes nothing here @
            {% if x %}{% for y in x %}{% endif %}{% endfor %} @ 26 @ 'endif' closes nothing here @
            {% if x %}{% else %}{% elif y %}{% endif %} @ 20 @ 'elif' closes nothing here @
            {% with %}{% else %}{% endwith %} @ 10 @ 'else' closes nothing here @
            {% if x %}{% endif x %} @ 19 @ unexpected 'x' @
            {% block a %}{% endblock a b %} @ 27 @ unexpected 'b' @
            {% set x %}y{% set z = 1 %} @ 0 @ the statement is never closed @ close it with 'endset'
            {% unless x %}{% endunless %} @ 0 @ unknown statement 'unless' @
            {% IF x %}{% endif %} @ 0 @ unknown statement 'IF' @
            {% break %} @ 0 @ 'break' stands outside of a loop @
            {% for x of y %}{% endfor %} @ 9 @ 'in' was expected, not 'of' @ for item in items
            {# x @ 0 @ the comment is never closed @ close it with
            """)
    void wrongTemplatesAreFoundBeforeTheyAreUsed(String text, int offset, String message, String hint) {
        TemplateSyntaxError error = catchThrowableOfType(TemplateSyntaxError.class, () -> templates.compile(text));

        assertThat(error).hasMessageContaining(message);
        assertThat(error.offset()).isEqualTo(offset);
        assertThat(error.hint()).contains(hint == null ? "" : hint);
    }

    @ParameterizedTest
    @CsvSource({
        "'{{ 1 }} {{ nope }}', 11",
        "'{{ a.b.nope ~ 1 }}', 7",
        "'{{ 1 + [] }}', 5",
        "'{{ 5 | first }}', 7",
        "'x{% for i in 5 %}{% endfor %}', 1"
    })
    void failuresPointAtTheirPlace(String text, int offset) {
        Map<String, Object> variables = Map.of("a", Map.of("b", Map.of()));

        TemplateError error = catchThrowableOfType(TemplateError.class, () -> evaluate(text, variables));

        assertThat(error.offset()).isEqualTo(offset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "name", "[]", "none", "name and true", "{'a': 1}"})
    void conditionsMustBeBooleans(String condition) {
        Scope scope = Scope.of(Map.of("count", 1L, "name", "x"));

        if (condition.equals("name and true")) {
            assertThat(templates.compileExpression(condition).evaluate(scope)).isEqualTo(true);
        } else {
            assertThatThrownBy(() -> templates.compileExpression(condition).evaluate(scope))
                    .isInstanceOf(TemplateError.class)
                    .hasMessageContaining("conditions must be booleans");
        }
    }

    @Test
    void aTemplateCannotChangeVariables() {
        Map<String, Object> variables = Map.of("list", new java.util.ArrayList<>(List.of(1L)), "map", new HashMap<>());

        assertThatThrownBy(() -> evaluate("{{ list.append(2) }}", variables))
                .hasMessageContaining("belongs to a variable");
        assertThatThrownBy(() -> evaluate("{{ map.update({'a': 1}) }}", variables))
                .hasMessageContaining("belongs to a variable");
        assertThat(variables.get("list")).isEqualTo(List.of(1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ range(100000000) }}",
                "{{ 'x' * 100000000 }}",
                "{{ 2 ** 100000000 }}",
                "{{ [1] * 100000000 }}",
                "{{ 'x' | center(100000000) }}",
                "{{ '%100000000d' % 1 }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% for x in [[1]] recursive %}{{ loop([x]) }}{% endfor %}",
                "{{ range(4000) | product(range(4000)) | length }}"
            })
    void whatGrowsWithoutBoundIsAnError(String text) {
        assertThatThrownBy(() -> evaluate(text, Map.of())).isInstanceOf(TemplateError.class);
    }

    @Test
    void includedTemplatesAreFoundInTheTemplatesDirectory(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("templates"));
        Files.writeString(directory.resolve("templates/part.j2"), "part {{ name }}\nline {{ nope }}\n");
        Files.writeString(directory.resolve("templates/self.j2"), "{% include 'self.j2' %}");
        Templates here = Sample.templates(directory);
        Scope scope = Scope.of(Map.of("name", "web"));

        assertThatThrownBy(() ->
                        here.compileFile("{% include 'part.j2' %}", Syntax.FILE).render(scope))
                .hasMessage("in the template 'part.j2', line 2: 'nope' is undefined");
        assertThatThrownBy(() ->
                        here.compileFile("{% include 'self.j2' %}", Syntax.FILE).render(scope))
                .hasMessageContaining("include each other");
        assertThatThrownBy(() ->
                        here.compileFile("{% include 'nope.j2' %}", Syntax.FILE).render(scope))
                .hasMessageContaining("'nope.j2' was not found");
    }

    @Test
    void lookupsReadTheController(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("files"));
        Files.writeString(directory.resolve("files/key.pub"), "ssh-ed25519 AAAA\n");
        Templates here = Sample.templates(directory);
        Scope scope = Scope.of(Map.of("name", "key"));

        assertThat(here.compile("{{ lookup('file', name ~ '.pub') }}").evaluate(scope))
                .isEqualTo("ssh-ed25519 AAAA");
        assertThat(here.compile("{{ lookup('env', 'HOME') }}").evaluate(scope)).isEqualTo("/home/operator");
        assertThat(here.compile("{{ lookup('first_found', ['a', 'key.pub']) | basename }}")
                        .evaluate(scope))
                .isEqualTo("key.pub");
        assertThat(here.compile("{{ query('fileglob', 'files/*.pub') | map('basename') }}")
                        .evaluate(scope))
                .isEqualTo(List.of("key.pub"));
        assertThat(here.compile("{{ lookup('answer') }}").evaluate(scope)).isEqualTo(42L);
        assertThatThrownBy(() -> here.compile("{{ lookup('file', 'nope') }}").evaluate(scope))
                .hasMessageContaining("could not locate the file 'nope'");
        assertThatThrownBy(() -> here.compile("{{ lookup('fil', 'nope') }}").evaluate(scope))
                .satisfies(error -> assertThat(((TemplateError) error).hint()).contains("'file'"));
    }

    @Test
    void timeAndChanceComeFromTheEnvironment() {
        assertThat(evaluate("{{ now(utc=true).isoformat() }} {{ '%F' | strftime }}", Map.of()))
                .isEqualTo("2026-03-04T05:06:07 2026-03-04");
        assertThat(evaluate("{{ 1000000000000 | random(start=999999999999) }}", Map.of()))
                .isEqualTo(999_999_999_999L);
        assertThat(evaluate("{{ range(100) | random }}", Map.of()))
                .isEqualTo(evaluate("{{ range(100) | random }}", Map.of()));
    }
}
