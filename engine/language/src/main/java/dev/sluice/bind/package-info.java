/**
 * Binds what a task says to a module's record of parameters: once before anything connects, to report everything that is
 * certainly wrong with its place, and once at run time, from rendered values.
 */
@NullMarked
package dev.sluice.bind;

import org.jspecify.annotations.NullMarked;
