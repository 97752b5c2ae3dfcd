package dev.sluice.template.filter;

import dev.sluice.template.controller.TemplateEnvironment;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What filters and tests see of the evaluation that they are part of. */
public interface FilterContext {
    /** The controller's files, environment variables and clock. */
    TemplateEnvironment environment();

    /** The evaluation's source of random numbers. */
    RandomGenerator random();

    /** Whether there is such a filter. */
    boolean hasFilter(String name);

    /** Whether there is such a test. */
    boolean hasTest(String name);

    /** Applies another filter, as {@code map('upper')} does. */
    @Nullable
    Object filter(String name, @Nullable Object value, List<Object> positional, Map<String, Object> named);

    /** Applies a test, as {@code select('odd')} does; a Boolean or an Unknown. */
    Object test(String name, @Nullable Object value, List<Object> positional, Map<String, Object> named);
}
