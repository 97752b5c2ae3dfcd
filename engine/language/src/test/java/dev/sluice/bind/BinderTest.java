package dev.sluice.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Evaluated;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.value.Omitted;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BinderTest {
    private final List<String> secrets = new ArrayList<>();

    private Sample bind(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", "/srv");
        for (int index = 0; index < namesAndValues.length; index += 2) {
            values.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return Binder.bind(ParameterModel.of(Sample.class), values, secrets::add);
    }

    private String problem(Object... namesAndValues) {
        BindingException thrown = catchThrowableOfType(BindingException.class, () -> bind(namesAndValues));
        assertThat(thrown)
                .as("a problem with " + Arrays.toString(namesAndValues))
                .isNotNull();
        assertThat(thrown.problems()).hasSize(1);
        return thrown.problems().get(0).toString();
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        Sample bound = bind();

        assertThat(bound)
                .isEqualTo(new Sample(
                        "/srv",
                        Sample.State.PRESENT,
                        null,
                        null,
                        false,
                        null,
                        3,
                        null,
                        0.5,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null));
    }

    @Test
    void nullAndOmittedCountAsNotGiven() {
        assertThat(bind("state", null, "retries", Omitted.OMITTED)).isEqualTo(bind());
        assertThat(problem("path", Omitted.OMITTED)).isEqualTo("parameter 'path': it is required");
    }

    @Test
    void omittedItemsAndEntriesAreLeftOut() {
        Sample bound = bind(
                "lines", List.of("a", Omitted.OMITTED, "b"), "environment", Map.of("A", "1", "B", Omitted.OMITTED));

        assertThat(bound.lines()).containsExactly("a", "b");
        assertThat(bound.environment()).containsOnlyKeys("A");
    }

    @Test
    void booleansComeFromTheWordsThatAnsibleAccepts() {
        for (Object yes : List.of(true, "yes", "Yes", "ON", "1", "true", "y", "t", 1L, 1.0)) {
            assertThat(bind("force", yes).force()).as("%s", yes).isTrue();
        }
        for (Object no : List.of(false, "no", "Off", "0", "FALSE", "n", "f", 0L)) {
            assertThat(bind("force", no).force()).as("%s", no).isFalse();
        }
        assertThat(problem("force", "maybe"))
                .isEqualTo("parameter 'force': expected a boolean, got 'maybe' (write true or false)");
    }

    @Test
    void numbersComeFromTexts() {
        Sample bound = bind("retries", " 7 ", "limit", "9000000000", "delay", "1.5");

        assertThat(bound.retries()).isEqualTo(7);
        assertThat(bound.limit()).isEqualTo(9_000_000_000L);
        assertThat(bound.delay()).isEqualTo(1.5);
        assertThat(problem("retries", "many")).isEqualTo("parameter 'retries': expected an integer, got 'many'");
        assertThat(problem("retries", 3_000_000_000L)).contains("too large");
        assertThat(problem("retries", true)).contains("expected an integer");
        assertThat(problem("retries", 1.5)).contains("expected an integer, got '1.5'");
    }

    @Test
    void textsComeFromNumbersAndBooleansAsPythonWritesThem() {
        assertThat(bind("default", 5L).fallback()).isEqualTo("5");
        assertThat(bind("default", true).fallback()).isEqualTo("True");
        assertThat(bind("default", 1e16).fallback()).isEqualTo("1e+16");
        assertThat(bind("default", 2.0).fallback()).isEqualTo("2.0");
        assertThat(problem("default", List.of("a"))).isEqualTo("parameter 'default': expected a text, got a list");
    }

    @Test
    void aSingleValueIsAListOfOneAndCommasSplitWhereThatIsDeclared() {
        Sample bound = bind("lines", "a,b", "tags", "a, b,,c", "ports", "80");

        assertThat(bound.lines()).containsExactly("a,b");
        assertThat(bound.tags()).containsExactly("a", "b", "c");
        assertThat(bound.ports()).containsExactly(80);
        assertThat(problem("ports", List.of(1L, "x"))).isEqualTo("parameter 'ports[1]': expected an integer, got 'x'");
    }

    @Test
    void mappingsMayBeWrittenAsJsonOrAsPairs() {
        assertThat(bind("environment", Map.of("A", 1L)).environment()).isEqualTo(Map.of("A", "1"));
        assertThat(bind("environment", "{\"A\": \"x y\"}").environment()).isEqualTo(Map.of("A", "x y"));
        assertThat(bind("environment", "A=1, B=2").environment()).isEqualTo(Map.of("A", "1", "B", "2"));
        assertThat(problem("environment", "A"))
                .isEqualTo("parameter 'environment': expected a mapping to text, got a text");
    }

    @Test
    void choicesAreWordsInLowerCaseWithEitherDash() {
        assertThat(bind("state", "absent").state()).isEqualTo(Sample.State.ABSENT);
        assertThat(bind("state", "read-only").state()).isEqualTo(Sample.State.READ_ONLY);
        assertThat(bind("state", "read_only").state()).isEqualTo(Sample.State.READ_ONLY);
        assertThat(problem("state", "abset"))
                .isEqualTo("parameter 'state': 'abset' is not among the choices: present, absent, read_only"
                        + " (did you mean 'absent'?)");
    }

    @Test
    void aModeAsANumberIsItsBits() {
        assertThat(bind("mode", "0644").mode()).isEqualTo(new FileMode("0644"));
        assertThat(bind("mode", 420L).mode()).isEqualTo(new FileMode("0644"));
        assertThat(bind("mode", "u=rw,g=r").mode()).isEqualTo(new FileMode("u=rw,g=r"));
    }

    @Test
    void aModeThatLostItsZeroIsNoticed() {
        assertThat(problem("mode", 644L))
                .isEqualTo("parameter 'mode': the number 644 is mode 1204, which is probably a mistake"
                        + " (write the variable as '0644', in quotes)");
        assertThat(problem("mode", "rw-r--r--")).contains("is not a valid file mode");
    }

    @Test
    void sizesAreExact() {
        assertThat(bind("size", "2G").size()).isEqualTo(new ByteSize(2L << 30));
        assertThat(bind("size", 512L).size()).isEqualTo(new ByteSize(512));
        assertThat(problem("size", "2 apples")).contains("is not a valid size");
    }

    @Test
    void recordsInsideAreBoundWithTheirDefaults() {
        assertThat(bind("people", List.of(Map.of("name", "x"))).people()).containsExactly(new Sample.Person("x", 18));
        assertThat(problem("people", List.of(Map.of("name", "x"), Map.of("nam", "x", "name", "y"))))
                .isEqualTo("parameter 'people[1].nam': no such parameter (did you mean 'name'?)");
    }

    @Test
    void expressionsAreHandedOverWithTheirText() {
        Evaluated evaluated = new Evaluated("x is defined", new Unknown("x"));

        assertThat(bind("that", evaluated).that()).containsExactly(evaluated);
        assertThat(bind("that", List.of(true)).that()).containsExactly(new Evaluated("True", true));
    }

    @Test
    void somethingUnknownIsUndecidedWhereThereIsNoRoomForIt() {
        Unknown unknown = new Unknown("the output of 'make'");

        assertThatThrownBy(() -> bind("retries", unknown))
                .isInstanceOf(UnknownAnswerException.class)
                .hasMessage("the output of 'make' (parameter 'retries')");
        assertThatThrownBy(() -> bind("lines", List.of("a", unknown))).isInstanceOf(UnknownAnswerException.class);
        assertThatThrownBy(() -> bind("lines", unknown)).isInstanceOf(UnknownAnswerException.class);
        assertThat(bind("content", unknown).content()).isEqualTo(unknown);
        assertThat(bind("content", Map.of("a", unknown)).content()).isEqualTo(Map.of("a", unknown));
    }

    @Test
    void whatIsCertainlyWrongIsSaidEvenIfSomethingElseIsUnknown() {
        assertThat(problem("retries", new Unknown("x"), "force", "maybe")).contains("force");
    }

    @Test
    void secretsAreUnwrappedAndReported() {
        Sample bound = bind("default", new Secret("hush"), "password", "typed", "lines", List.of(new Secret("line")));

        assertThat(bound.fallback()).isEqualTo("hush");
        assertThat(bound.lines()).containsExactly("line");
        assertThat(secrets).containsExactlyInAnyOrder("hush", "typed", "line");
    }

    @Test
    void aModuleGetsClearValuesHoweverDeepTheirSecretsAre() {
        Object content = Map.of("list", List.of("a", new Secret("hush")), "map", new Secret(Map.of("b", "deep")));

        assertThat(bind("content", content).content())
                .isEqualTo(Map.of("list", List.of("a", "hush"), "map", Map.of("b", "deep")));
        assertThat(bind("that", new Evaluated("x", List.of(new Secret("shown"))))
                        .that())
                .containsExactly(new Evaluated("x", List.of("shown")));
        assertThat(secrets).contains("hush", "deep", "shown");
    }

    @Test
    void onlyThePartsOfATextThatAreSecretAreReported() {
        Secret address = new Secret("postgres://admin:hush@db", List.of("hush"));

        assertThat(bind("default", address).fallback()).isEqualTo("postgres://admin:hush@db");
        assertThat(secrets).containsExactly("hush");
    }

    @Test
    void aTextWithAShortSecretIsSecretAsAWhole() {
        bind("default", new Secret("pin=123", List.of("123")));

        assertThat(secrets).containsExactly("pin=123");
    }

    @Test
    void somethingUndefinedIsAnError() {
        Undefined undefined = new Undefined("user.nam", "did you mean 'name'?");

        assertThat(problem("default", undefined))
                .isEqualTo("parameter 'default': 'user.nam' is undefined (did you mean 'name'?)");
        assertThat(problem("content", List.of(undefined))).contains("'user.nam' is undefined");
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        BindingException thrown = catchThrowableOfType(
                BindingException.class, () -> bind("retires", 1L, "force", "maybe", "dest", "/other"));

        assertThat(thrown.problems())
                .extracting(BindingException.Problem::parameter)
                .containsExactly("retires", "path", "force");
        assertThat(thrown).hasMessageContaining("did you mean 'retries'?");
    }

    record Checked(@Parameter("A.") int a) {
        Checked {
            if (a < 0) {
                throw new IllegalArgumentException("a must not be negative");
            }
        }
    }

    @Test
    void whatTheRecordItselfRejectsIsAProblemToo() {
        assertThatThrownBy(() -> Binder.bind(ParameterModel.of(Checked.class), Map.of("a", -1L), secrets::add))
                .isInstanceOf(BindingException.class)
                .hasMessage("a must not be negative");
    }

    record Lined(
            @Parameter(value = "A.", line = true) String a,

            @Parameter(value = "B.", line = true, split = true)
            List<String> b) {}

    @Test
    void aTextThatBecomesPartOfALineHasNoLineBreak() {
        for (String text : List.of("x\ny", "x\r", "\n", "a\0b")) {
            for (Map<String, Object> values :
                    List.<Map<String, Object>>of(Map.of("a", text), Map.of("b", List.of("fine", text)))) {
                assertThatThrownBy(() -> Binder.bind(ParameterModel.of(Lined.class), values, secrets::add))
                        .isInstanceOf(BindingException.class)
                        .hasMessageContaining("it must be one line");
            }
        }
    }
}
