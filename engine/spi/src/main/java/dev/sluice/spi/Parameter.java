package dev.sluice.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents and refines one component of a record of parameters. The component's name is the parameter's name
 * ({@code snake_case} as in Ansible) and its type decides what is accepted: {@code String}, {@code boolean}/
 * {@code Boolean}, {@code int}/{@code Integer}, {@code long}/{@code Long}, {@code double}/{@code Double}, {@link FileMode},
 * {@link ByteSize}, an enum (its names in lower case, {@code _} also as {@code -}), {@code List<T>} (a single value is a list of one, a
 * comma-separated text is split where {@link #split} says so), {@code Map<String, T>}, {@code Object} (any value of the
 * language), {@link Evaluated} (a bare expression), or a record again. A component that is {@code @Nullable} and has no
 * default is null when it is not given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {
    /** What it means, in Markdown, with units. */
    String value();

    /** Whether it has to be given. */
    boolean required() default false;

    /** The default as it would be written in YAML; empty for none. */
    String defaultValue() default "";

    /** Other names that Ansible accepts. */
    String[] aliases() default {};

    /** The name in runbooks where it is no Java name, e.g. {@code default} or {@code thin-pool}. */
    String name() default "";

    /** Whether its value is a secret: never shown, journalled or recorded. */
    boolean secret() default false;

    /**
     * Whether its texts become part of a line of a file: one with a line break or a NUL character is then refused when the
     * parameters are bound.
     */
    boolean line() default false;

    /** Whether a text is split at commas into a list. */
    boolean split() default false;

    /** Whether the names in it become variables of the host, as those of {@code set_fact} do. */
    boolean variables() default false;

    /**
     * Whether it takes the free text of {@code module: text}. On a {@code Map} it takes every name that is no other
     * parameter's, as {@code set_fact} needs it.
     */
    boolean freeForm() default false;
}
