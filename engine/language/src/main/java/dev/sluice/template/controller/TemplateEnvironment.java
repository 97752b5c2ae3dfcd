package dev.sluice.template.controller;

import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an expression may ask of the world outside its variables.
 *
 * @param files the controller's files
 * @param variable gives the value of an environment variable; null if it is not set
 * @param clock the time and zone of {@code now()} and {@code strftime}
 * @param random gives the source of {@code random} and {@code shuffle}; asked once for each evaluation
 * @param lookups further lookup plugins by name; they take precedence over the built-in ones
 */
public record TemplateEnvironment(
        ControllerFiles files,
        Function<String, @Nullable String> variable,
        Clock clock,
        Supplier<RandomGenerator> random,
        Map<String, Lookup> lookups) {}
