/**
 * Values of the language. A value is null, Boolean, Long, BigInteger, Double, String, List, Map (string keys, in order),
 * or one of the three that the language adds: {@link Undefined}, {@link Unknown} and {@link Secret}.
 */
@NullMarked
package dev.sluice.spi.value;

import org.jspecify.annotations.NullMarked;
