package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.python.OperationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EffortTest {
    @Test
    void anEvaluationThatTakesTooLongFails() {
        Effort effort = new Effort(Duration.ZERO);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000_000; i++) {
                        effort.step();
                    }
                })
                .isInstanceOf(OperationException.class)
                .hasMessage("the evaluation took longer than 0 s");
    }
}
