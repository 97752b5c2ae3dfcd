package dev.sluice.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.source.DiagnosticRenderer;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import dev.sluice.source.YamlReader;
import dev.sluice.spi.Description;
import dev.sluice.spi.Evaluated;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.value.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private final Diagnostics diagnostics = new Diagnostics();

    record Command(
            @Parameter(value = "What to run.", freeForm = true, aliases = "_cmd") @Nullable
            String cmd,

            @Parameter("As a list.") List<String> argv,
            @Parameter("Skip if it exists.") @Nullable String creates) {}

    @Description(value = "Copies.", refuses = "seuser, setype: labels are not managed")
    record Copy(@Parameter("Where to.") @Nullable String dest) {}

    record SetFact(
            @Parameter(value = "The variables.", freeForm = true)
            Map<String, Object> facts,

            @Parameter("Whether to keep them.") boolean cacheable) {}

    record Range(
            @Parameter(value = "First.", required = true) int first,
            @Parameter(value = "Last.", required = true) int last) {
        Range {
            if (last < first) {
                throw new IllegalArgumentException("the last comes before the first");
            }
        }
    }

    record Pages(
            @Parameter("Which.") @Nullable Range pages,
            @Parameter("How many.") @Nullable Integer count) {
        Pages {
            if (pages != null && count != null) {
                throw new IllegalArgumentException("say pages or count, not both");
            }
        }
    }

    private <P extends Record> Arguments read(Class<P> type, String task) {
        SourceFile file = new SourceFile("task.yml", task);
        Node.Mapping mapping =
                (Node.Mapping) YamlReader.document(file, diagnostics).orElseThrow();
        Node.Entry call = mapping.entries().get(0);
        return Arguments.read(
                ParameterModel.of(type), call.key().text(), call.key().span(), call.value(), diagnostics);
    }

    private String together(String task) {
        read(Pages.class, task).checkTogether(ParameterModel.of(Pages.class), diagnostics);
        return DiagnosticRenderer.plain().render(diagnostics.entries());
    }

    @Test
    void says_why_a_parameter_of_ansible_is_not_supported() {
        read(Copy.class, "copy: { dest: /a, setype: etc_t }");

        assertThat(diagnostics.entries().get(0).message())
                .endsWith("does not support 'setype': labels are not managed");
    }

    @Test
    void whatANestedRecordRefusesIsReportedWhereItStands() {
        assertThat(together("print:\n  pages: { first: 3, last: 2 }\n"))
                .contains("parameter 'pages': the last comes before the first")
                .contains("task.yml:2:10");
    }

    @Test
    void whatARecordRefusesAsAWholeIsReportedAtTheModule() {
        assertThat(together("print: { pages: { first: 1, last: 2 }, count: 2 }\n"))
                .contains("say pages or count, not both")
                .contains("task.yml:1:1");
    }

    @Test
    void nothingIsSaidAboutWhatATemplateDecides() {
        assertThat(together("print: { pages: { first: 3, last: '{{ n }}' }, count: '{{ m }}' }\n"))
                .isEmpty();
    }

    private String problems(String task) {
        read(Sample.class, task);
        return DiagnosticRenderer.plain().render(diagnostics.entries());
    }

    private static final Rendering UPPER_CASE = new Rendering() {
        @Override
        public Object render(String text, Span span) {
            return text.toUpperCase(java.util.Locale.ROOT);
        }

        @Override
        public String key(String text, Span span) {
            return String.valueOf(render(text, span));
        }

        @Override
        public Object evaluate(String expression, Span span) {
            return expression.length();
        }

        @Override
        public Object decrypt(Node.Scalar scalar) {
            return new Secret("decrypted");
        }
    };

    private Map<String, Object> rendered(Class<? extends Record> type, String task) {
        Arguments arguments = read(type, task);
        assertThat(diagnostics.entries()).isEmpty();
        return arguments.render(UPPER_CASE);
    }

    @Test
    void everyProblemIsReportedWithItsPlace() {
        assertThat(problems("""
                                file:
                                  dest: /srv
                                  path: /srv
                                  stat: absent
                                  state: abset
                                  mode: 0999
                                  size: large
                                  force: perhaps
                                  retries: many
                                  ports: [80, ssh]
                                  lines: {a: b}
                                  environment: [a]
                                  people:
                                    - nam: x
                                    - {name: y, age: old}
                                """)).isEqualTo("""
                        error: the parameter 'path' is given twice
                          --> task.yml:3:3
                          |
                        3 |   path: /srv
                          |   ^^^^
                          = why: 'path' means the same, and it is already given in line 2
                          = hint: remove one of them

                        error: 'file' has no parameter 'stat'
                          --> task.yml:4:3
                          |
                        4 |   stat: absent
                          |   ^^^^
                          = hint: did you mean 'state'?

                        error: parameter 'state': 'abset' is not among the choices: present, absent, read_only
                          --> task.yml:5:10
                          |
                        5 |   state: abset
                          |          ^^^^^
                          = hint: did you mean 'absent'?

                        error: parameter 'mode': '0999' is not a valid file mode; write it in octal, e.g. 0644, or symbolically, e.g. u=rw,g=r,o=
                          --> task.yml:6:9
                          |
                        6 |   mode: 0999
                          |         ^^^^
                          = hint: mode: Permissions.

                        error: parameter 'size': 'large' is not a valid size; write e.g. 1050G, 512MiB or 1073741824
                          --> task.yml:7:9
                          |
                        7 |   size: large
                          |         ^^^^^
                          = hint: size: Bytes.

                        error: parameter 'force': expected a boolean, got 'perhaps'
                          --> task.yml:8:10
                          |
                        8 |   force: perhaps
                          |          ^^^^^^^
                          = hint: write true or false

                        error: parameter 'retries': expected an integer, got 'many'
                          --> task.yml:9:12
                          |
                        9 |   retries: many
                          |            ^^^^
                          = hint: retries: How often.

                        error: parameter 'ports': expected an integer, got 'ssh'
                           --> task.yml:10:15
                           |
                        10 |   ports: [80, ssh]
                           |               ^^^
                           = hint: ports: Numbers.

                        error: parameter 'lines': expected a text, got a mapping
                           --> task.yml:11:10
                           |
                        11 |   lines: {a: b}
                           |          ^^^^^^
                           = hint: lines: Lines.

                        error: parameter 'environment': expected a mapping to text, got a list
                           --> task.yml:12:16
                           |
                        12 |   environment: [a]
                           |                ^^^
                           = hint: environment: Environment.

                        error: parameter 'people' has no 'nam'
                           --> task.yml:14:7
                           |
                        14 |     - nam: x
                           |       ^^^
                           = hint: did you mean 'name'?

                        error: parameter 'age': expected an integer, got 'old'
                           --> task.yml:15:22
                           |
                        15 |     - {name: y, age: old}
                           |                      ^^^
                           = hint: age: Age.

                        """);
    }

    @Test
    void aMissingParameterIsReportedAtTheModule() {
        assertThat(problems("file:\n  state: absent\n")).isEqualTo("""
                        error: 'file' needs the parameter 'path'
                          --> task.yml:1:1
                          |
                        1 | file:
                          | ^^^^
                          = hint: path: Where.

                        """);
    }

    @Test
    void theValueOfASecretParameterIsNeverRepeated() {
        assertThat(problems("file:\n  path: /a\n  password: [hunter2]\n")).doesNotContain("hunter2");
    }

    @Test
    void whatIsMissingInsideAParameterIsReportedToo() {
        assertThat(problems("file: {path: /a, people: [{age: 3}, {}]}"))
                .contains("parameter 'people' needs 'name'")
                .contains("task.yml:1:28")
                .contains("task.yml:1:37");
    }

    @Test
    void aTemplateIsNotCheckedBeforeItIsRendered() {
        assertThat(
                        problems(
                                "file: {path: '{{ p }}', retries: '{{ r }}', ports: ['{{ q }}'], state: '{% if x %}a{% endif %}'}"))
                .isEmpty();
    }

    @Test
    void aScalarIsTakenAsItIsWrittenWhereATextOrAModeIsExpected() {
        assertThat(rendered(
                        Sample.class,
                        "file: {path: 0644, mode: 0755, default: 1.10, lines: [yes, 010], environment: {A: 1.0, B: }, "
                                + "retries: 010, content: 010}"))
                .containsEntry("path", "0644")
                .containsEntry("mode", "0755")
                .containsEntry("default", "1.10")
                .containsEntry("lines", List.of("yes", "010"))
                .containsEntry("retries", 8L)
                .containsEntry("content", 8L)
                .extractingByKey("environment")
                .hasToString("{A=1.0, B=null}");
    }

    @Test
    void templatesExpressionsAndTaggedTextsAreRenderedEachInItsWay() {
        assertThat(rendered(
                        Sample.class,
                        "assert: {path: '{{ a }}', that: [a == b], content: {x: ['{{ b }}', !unsafe '{{ c }}', 1]}, "
                                + "password: !vault abc}"))
                .isEqualTo(Map.of(
                        "path",
                        "{{ A }}",
                        "that",
                        List.of(new Evaluated("a == b", 6)),
                        "content",
                        Map.of("x", List.of("{{ B }}", "{{ c }}", 1L)),
                        "password",
                        new Secret("decrypted")));
    }

    @Test
    void pairsInAFreeTextAreParameters() {
        assertThat(rendered(Sample.class, "file: path=/srv mode=0755 default='a b' force=yes"))
                .isEqualTo(Map.of("path", "/srv", "mode", "0755", "default", "a b", "force", "yes"));
    }

    @Test
    void aPairIsUnderlinedInsideTheText() {
        assertThat(problems("file: path=/srv stat=absent\n"))
                .contains("task.yml:1:17")
                .contains("                ^^^^\n");
    }

    @Test
    void aCommandIsItsTextWithoutItsParameters() {
        assertThat(rendered(Command.class, "command: make all creates=/out a=b"))
                .isEqualTo(Map.of("cmd", "make all  a=b", "creates", "/out"));
        assertThat(rendered(Command.class, "command: {_raw_params: echo hi, creates: /x}"))
                .isEqualTo(Map.of("cmd", "echo hi", "creates", "/x"));
        assertThat(rendered(Command.class, "command: {argv: [a, b]}")).isEqualTo(Map.of("argv", List.of("a", "b")));
        assertThat(rendered(Command.class, "command:")).isEmpty();
    }

    @Test
    void aFreeFormMappingTakesEveryOtherName() {
        assertThat(rendered(SetFact.class, "set_fact: {a: 1, b: '{{ x }}', cacheable: yes}"))
                .isEqualTo(Map.of("facts", Map.of("a", 1L, "b", "{{ X }}"), "cacheable", "yes"));
    }

    @Test
    void freeTextAndListsAreRefusedWhereAModuleHasNoUseForThem() {
        assertThat(problems("file: hello there\n")).contains("'file' does not accept free text");
        assertThat(problems("file: [a]\n")).contains("are a mapping, not a list");
    }

    @Test
    void aPlaceIsFoundForEveryPath() {
        Arguments arguments = read(Sample.class, "file:\n  path: /srv\n  people:\n    - {name: x}\n    - {name: y}\n");

        assertThat(arguments.span("people[1].name")).hasToString("task.yml:5:14");
        assertThat(arguments.span("path")).hasToString("task.yml:2:9");
        assertThat(arguments.span("retries")).hasToString("task.yml:1:1");
        assertThat(arguments.span("")).hasToString("task.yml:1:1");
    }
}
