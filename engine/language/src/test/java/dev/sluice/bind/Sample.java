package dev.sluice.bind;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Evaluated;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Parameter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of every type. */
record Sample(
        @Parameter(
                value = "Where.",
                required = true,
                aliases = {"dest", "name"})
        String path,

        @Parameter(value = "What is wanted.", defaultValue = "present")
        State state,

        @Parameter("Permissions.") @Nullable FileMode mode,
        @Parameter("Bytes.") @Nullable ByteSize size,
        @Parameter("Whether.") boolean force,
        @Parameter("Whether, or null.") @Nullable Boolean follow,

        @Parameter(value = "How often.", defaultValue = "3") int retries,

        @Parameter("A large number.") @Nullable Long limit,

        @Parameter(value = "A number.", defaultValue = "0.5")
        double delay,

        @Parameter(value = "Words.", split = true) List<String> tags,

        @Parameter("Lines.") List<String> lines,
        @Parameter("Numbers.") List<Integer> ports,
        @Parameter("Environment.") Map<String, String> environment,
        @Parameter("Anything.") @Nullable Object content,
        @Parameter("Conditions.") List<Evaluated> that,
        @Parameter("Users.") List<Person> people,

        @Parameter(value = "Password.", secret = true) @Nullable
        String password,

        @Parameter(value = "Default.", name = "default") @Nullable
        String fallback) {
    enum State {
        PRESENT,
        ABSENT,
        READ_ONLY
    }

    record Person(
            @Parameter(value = "Name.", required = true) String name,

            @Parameter(value = "Age.", defaultValue = "18") int age) {}
}
