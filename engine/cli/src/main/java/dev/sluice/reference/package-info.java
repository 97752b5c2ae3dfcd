/** The reference of the modules, made from their records of parameters, as Markdown and for the terminal. */
@NullMarked
package dev.sluice.reference;

import org.jspecify.annotations.NullMarked;
