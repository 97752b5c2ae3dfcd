package dev.sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseSizesTest {
    @ParameterizedTest
    @CsvSource({
        "3, false, 3",
        "0, false, 10",
        "-1, false, 10",
        "0.5, false, 1",
        "999999999999, false, 10",
        "30, true, 3",
        "1, true, 1",
        "0, true, 1",
        "500, true, 10"
    })
    void aBatchHasOneHostAtLeastAndNotMoreThanThereAre(double number, boolean percentage, int hosts) {
        assertThat(new PhaseSizes.Size(number, percentage).of(10)).isEqualTo(hosts);
    }
}
