package dev.sluice.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a module does, in one or two sentences of Markdown; stands on its record of parameters. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Description {
    String value();

    /** A complete example task in YAML. */
    String example() default "";

    /** What the module registers: one {@code name: meaning} a line. */
    String[] returns() default {};

    /**
     * Parameters that the module of the same name has in Ansible and this one has not: one {@code name, name: why} a
     * line. A task that gives one is told why.
     */
    String[] refuses() default {};
}
