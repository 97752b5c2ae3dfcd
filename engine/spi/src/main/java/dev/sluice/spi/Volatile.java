package dev.sluice.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A part of a fact's value that changes by itself, such as the time or the free memory. It says nothing about what a
 * run did, so it is never held against a prediction.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Volatile {}
