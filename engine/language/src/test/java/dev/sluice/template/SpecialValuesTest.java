package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Undefined, unknown and secret values. */
class SpecialValuesTest {
    private static final Unknown UNKNOWN = new Unknown("the output of 'make'");

    private final Templates templates = Sample.templates();
    private final Scope scope = Scope.ofPlain(Map.of(
            "unknown", UNKNOWN,
            "secret", Secret.of("s3cret"),
            "login", Secret.of(Map.of("user", "app", "password", "s3cret")),
            "partial", Map.of("size", 5L, "when", UNKNOWN),
            "rows", List.of(Map.of("name", "a", "time", UNKNOWN), Map.of("name", "b", "time", 1L)),
            "name", "web",
            "count", 3L));

    private Object value(String expression) {
        return templates.compileExpression(expression).value(scope);
    }

    private Object decide(String condition) {
        return templates.compileExpression(condition).evaluate(scope);
    }

    @Nested
    class UnknownValues {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "unknown",
                    "unknown + 1",
                    "'a' ~ unknown",
                    "unknown.stdout.x[3]",
                    "unknown['a'] | trim | int",
                    "unknown == 'x'",
                    "unknown is match('a')",
                    "unknown | default('x')",
                    "unknown | default('x', true)",
                    "unknown.split(',')",
                    "'a'.replace('a', unknown)",
                    "'a' in unknown",
                    "unknown in ['a']",
                    "'x' if unknown else 'y'",
                    "unknown[1:]",
                    "-unknown",
                    "'%s' % unknown",
                    "partial | to_json",
                    "[unknown, 'a'] | join(',')",
                    "rows | sum(attribute='time')",
                    "rows | sort(attribute='time')",
                    "rows | selectattr('time', 'gt', 0) | list",
                    "unknown and true",
                    "range(unknown)",
                    "lookup('file', unknown)"
                })
        void spreads(String expression) {
            assertThat(value(expression)).isEqualTo(UNKNOWN);
        }

        @Test
        void staysInPartsOfListsAndMappings() {
            assertThat(value("[1, unknown]")).isEqualTo(List.of(1L, UNKNOWN));
            assertThat(value("partial.size + 1")).isEqualTo(6L);
            assertThat(value("rows | map(attribute='name') | join(',')")).isEqualTo("a,b");
            assertThat(value("rows | selectattr('name', 'eq', 'b') | map(attribute='time') | first"))
                    .isEqualTo(1L);
            assertThat(value("partial | combine({'size': 6})")).isEqualTo(Map.of("size", 6L, "when", UNKNOWN));
            assertThat(value("[unknown, 1] | length")).isEqualTo(2L);
        }

        @Test
        void doesNotMatterWhereTheOtherSideDecides() {
            assertThat(decide("unknown == 'x' and count > 5")).isEqualTo(false);
            assertThat(decide("count > 5 and unknown == 'x'")).isEqualTo(false);
            assertThat(decide("unknown == 'x' or count == 3")).isEqualTo(true);
            assertThat(decide("unknown == 'x' and count == 3")).isEqualTo(UNKNOWN);
            assertThat(decide("not (unknown == 'x')")).isEqualTo(UNKNOWN);
            assertThat(decide("[1, unknown] == [2, 3]")).isEqualTo(false);
            assertThat(decide("1 in [unknown, 1]")).isEqualTo(true);
            assertThat(decide("1 < 2 < unknown < 1")).isEqualTo(UNKNOWN);
        }

        @Test
        void hidesFailuresBehindIt() {
            assertThat(decide("unknown == 'x' and missing.attribute == 1")).isEqualTo(UNKNOWN);
        }

        @Test
        void countsAsDefined() {
            assertThat(decide("unknown is defined")).isEqualTo(true);
            assertThat(decide("unknown.stdout is defined")).isEqualTo(true);
        }

        @Test
        void makesTheWholeTextUnknown() {
            assertThat(templates.compile("size: {{ unknown }} bytes").evaluate(scope))
                    .isEqualTo(UNKNOWN);
            assertThat(templates
                            .compileFile("a{% if unknown %}b{% endif %}c", Syntax.FILE)
                            .render(scope))
                    .isEqualTo(UNKNOWN);
            assertThat(templates
                            .compileFile("{% for x in unknown %}{{ x }}{% endfor %}", Syntax.FILE)
                            .render(scope))
                    .isEqualTo(UNKNOWN);
            assertThat(templates
                            .compileFile("{% macro m() %}{{ unknown }}{% endmacro %}{% set x = m() %}ok", Syntax.FILE)
                            .render(scope))
                    .isEqualTo("ok");
        }
    }

    @Nested
    class SecretValues {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "secret",
                    "secret ~ '!'",
                    "'user:' + secret",
                    "secret | upper",
                    "secret | length",
                    "secret[0]",
                    "secret[1:]",
                    "secret.split('c')",
                    "login.password",
                    "login['user']",
                    "login | to_json",
                    "[secret, 'a'] | join(',')",
                    "{'p': secret} | to_nice_yaml",
                    "'%s' % secret",
                    "'{}'.format(secret)",
                    "'x' | replace('x', secret)",
                    "secret | b64encode",
                    "secret | password_hash('sha512', 'salt')",
                    "secret * 2",
                    "missing | default(secret)"
                })
        void spreads(String expression) {
            assertThat(value(expression)).isInstanceOf(Secret.class);
            assertThat(String.valueOf(value(expression))).doesNotContain("s3cret");
        }

        @Test
        void keepsItsPlaceInLists() {
            assertThat(value("['a', secret]")).isEqualTo(List.of("a", Secret.of("s3cret")));
            assertThat(value("[{'u': 'x', 'p': secret}] | map(attribute='u') | first"))
                    .isEqualTo("x");
        }

        @Test
        void decidesInTheOpen() {
            assertThat(decide("secret == 's3cret'")).isEqualTo(true);
            assertThat(decide("secret is match('s')")).isEqualTo(true);
            assertThat(decide("'s3' in secret")).isEqualTo(true);
            assertThat(decide("secret | length > 3")).isEqualTo(true);
            assertThat(decide("not secret")).isEqualTo(false);
        }

        @Test
        void makesTheTextSecretAndRemembersItsSecretParts() {
            assertThat(templates.compile("password={{ secret }}").evaluate(scope))
                    .isEqualTo(new Secret("password=s3cret", List.of("s3cret")));
            assertThat(templates
                            .compileFile("{% set x %}p={{ login.password }}{% endset %}{{ x }}\n", Syntax.FILE)
                            .render(scope))
                    .isEqualTo(new Secret("p=s3cret\n", List.of("s3cret")));
            assertThat(templates
                            .compileFile("{% for c in login %}{{ c }};{% endfor %}", Syntax.FILE)
                            .render(scope))
                    .isInstanceOf(Secret.class);
        }

        @Test
        void givesWayToUnknown() {
            assertThat(value("secret ~ unknown")).isEqualTo(UNKNOWN);
        }

        @Test
        void isNotInMessages() {
            assertThatThrownBy(() -> value("secret + 1")).hasMessageNotContaining("s3cret");
            assertThatThrownBy(() -> value("login.pasword")).hasMessageNotContaining("s3cret");
        }
    }

    @Nested
    class UndefinedValues {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "nme",
                    "nme ~ 'x'",
                    "nme.x.y",
                    "nme | upper",
                    "[nme]",
                    "nme == 1",
                    "nme or true",
                    "not nme",
                    "nme[0]",
                    "nme()",
                    "'a'.replace('a', nme)",
                    "nme in [1]",
                    "[1] | join(nme)"
                })
        void isAnErrorThatNamesItAndWhatWasMeant(String expression) {
            assertThatThrownBy(() -> value(expression))
                    .isInstanceOf(TemplateError.class)
                    .hasMessageContaining("'nme")
                    .hasMessageContaining("is undefined");
            assertThatThrownBy(() -> value("nme ~ 'x'"))
                    .satisfies(
                            error -> assertThat(((TemplateError) error).hint()).isEqualTo("did you mean 'name'?"));
        }

        @Test
        void namesThePathAndTheNearestKey() {
            assertThatThrownBy(() -> value("partial.sise"))
                    .hasMessage("'partial.sise' is undefined")
                    .satisfies(
                            error -> assertThat(((TemplateError) error).hint()).isEqualTo("did you mean 'size'?"));
        }

        @Test
        void canBeAskedAboutAndProvidedFor() {
            assertThat(value("nme is defined")).isEqualTo(false);
            assertThat(value("nme.x.y is undefined")).isEqualTo(true);
            assertThat(value("nme.x.y | default('d')")).isEqualTo("d");
            assertThat(value("[nme, 1] | length")).isEqualTo(2L);
            assertThat(value("nme | default(none)")).isNull();
        }

        @Test
        void doesNotHideInResults() {
            assertThatThrownBy(() -> value("{'a': [nme]}")).hasMessageContaining("'nme' is undefined");
        }
    }

    @Test
    void opaqueObjectsOfTheCallerPassThrough() {
        Object omit = new Object();

        Object value = templates.compile("{{ missing | default(omit) }}").evaluate(Scope.of(Map.of("omit", omit)));

        assertThat(value).isSameAs(omit);
    }

    @Test
    void valuesOfVariablesStayTheSameObjects() {
        List<Object> list = Arrays.asList(1L, null, "x");

        assertThat(templates.compile("{{ list }}").evaluate(Scope.of(Map.of("list", list))))
                .isSameAs(list);
    }
}
