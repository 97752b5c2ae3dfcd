package dev.sluice.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Parameter;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class ConversionPropertyTest {
    record Typed(
            @Parameter("A number.") @Nullable Long number,
            @Parameter("A fraction.") @Nullable Double fraction,
            @Parameter("A size.") @Nullable ByteSize size,
            @Parameter("A mode.") @Nullable FileMode mode,
            @Parameter("A text.") @Nullable String text) {}

    private static Typed bind(String name, Object value) {
        return Binder.bind(ParameterModel.of(Typed.class), Map.of(name, value), secret -> {});
    }

    @Property
    void anIntegerAndItsTextAreTheSameNumber(@ForAll long number) {
        assertThat(bind("number", number).number()).isEqualTo(number);
        assertThat(bind("number", Long.toString(number)).number()).isEqualTo(number);
        assertThat(bind("text", number).text()).isEqualTo(Long.toString(number));
    }

    @Property
    void aFractionSurvivesItsText(@ForAll double number) {
        String text = bind("text", number).text();

        assertThat(bind("fraction", text.replace("inf", "Infinity")).fraction()).isEqualTo(number);
    }

    @Property
    void aSizeSurvivesItsText(@ForAll @LongRange(min = 0) long bytes) {
        ByteSize size = new ByteSize(bytes);

        assertThat(bind("size", size.toString()).size()).isEqualTo(size);
        assertThat(bind("size", bytes).size()).isEqualTo(size);
    }

    @Property
    void bitsAndOctalDigitsAreTheSameMode(@ForAll @IntRange(max = 511) int bits) {
        FileMode mode = bind("mode", (long) bits).mode();

        assertThat(mode).isEqualTo(bind("mode", FileMode.format(bits)).mode());
        assertThat(mode.apply(0, false)).isEqualTo(bits);
    }

    @Property
    void aTextIsTakenAsItIs(@ForAll String text) {
        assertThat(bind("text", text).text()).isEqualTo(text);
    }
}
