/** How targets are reached: what a family of modules implements to bring its own connection. */
@NullMarked
package dev.sluice.spi.connection;

import org.jspecify.annotations.NullMarked;
