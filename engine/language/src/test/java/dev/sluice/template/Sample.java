package dev.sluice.template;

import dev.sluice.template.controller.ControllerFiles;
import dev.sluice.template.controller.TemplateEnvironment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Templates with an environment that is the same in every test. */
final class Sample {
    private Sample() {}

    static Templates templates() {
        return templates(Path.of("."));
    }

    static Templates templates(Path directory) {
        return new Templates(environment(directory));
    }

    static TemplateEnvironment environment(Path directory) {
        return new TemplateEnvironment(
                ControllerFiles.below(directory),
                name -> name.equals("HOME") ? "/home/operator" : null,
                Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC),
                () -> new Random(42),
                Map.of("answer", (terms, options) -> List.of(42L)));
    }
}
