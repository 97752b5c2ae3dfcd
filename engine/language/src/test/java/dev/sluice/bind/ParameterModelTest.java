package dev.sluice.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.spi.Parameter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParameterModelTest {
    @Test
    void theRecordSaysEverythingAboutItsParameters() {
        ParameterModel<Sample> model = ParameterModel.of(Sample.class);

        assertThat(model.problems()).isEmpty();
        assertThat(model.parameters()).extracting(ParameterInfo::name).startsWith("path", "state", "mode");
        assertThat(model.find("dest")).isEqualTo(model.find("path"));
        assertThat(model.find("default").map(ParameterInfo::nullable)).isEqualTo(Optional.of(true));
        assertThat(model.find("state").orElseThrow().type().describe()).isEqualTo("one of present, absent, read_only");
        assertThat(model.find("ports").orElseThrow().type().describe()).isEqualTo("list of integer");
        assertThat(model.find("people").orElseThrow().type().describe()).isEqualTo("list of mapping with name, age");
    }

    @Test
    void aModelIsMadeOnce() {
        assertThat(ParameterModel.of(Sample.class)).isSameAs(ParameterModel.of(Sample.class));
    }

    record Careless(
            String undocumented,
            @Parameter("Neither required nor nullable.") String missing,

            @Parameter(value = "Wrong default.", defaultValue = "x")
            int number,

            @Parameter(value = "A.", aliases = "number") boolean twice) {}

    @Test
    void aCarelessRecordIsToldWhatIsWrongWithIt() {
        assertThat(ParameterModel.of(Careless.class).problems())
                .containsExactly(
                        "Careless.undocumented is not documented",
                        "Careless: two parameters are called 'number'",
                        "Careless.undocumented is neither required nor @Nullable and has no default",
                        "Careless.missing is neither required nor @Nullable and has no default",
                        "Careless.number: its default is wrong: expected an integer, got 'x'");
    }

    record Unbindable(@Parameter("No.") Thread thread) {}

    @Test
    void aTypeThatNoValueFitsIsADefect() {
        assertThatThrownBy(() -> ParameterModel.of(Unbindable.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thread: a parameter cannot be a java.lang.Thread");
    }
}
