package dev.sluice.modules.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bind.ParameterModel;
import dev.sluice.spi.Module;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemFamilyTest {
    private final List<Module<?>> modules = new SystemFamily().modules();

    @Test
    void every_parameter_of_every_module_is_documented_and_has_a_sane_default() {
        assertThat(modules).allSatisfy(module -> {
            ParameterModel<?> model = ParameterModel.of(module.parameters());
            assertThat(model.problems()).as(module.name()).isEmpty();
            assertThat(model.description()).as(module.name()).isNotNull();
        });
    }

    @Test
    void no_name_is_taken_twice() {
        assertThat(modules.stream()
                        .flatMap(module -> java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(module.name()), module.aliases().stream())))
                .doesNotHaveDuplicates();
    }
}
