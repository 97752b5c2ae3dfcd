/**
 * How templates are written: the scanner that cuts them, the parser of expressions, and what both make, nodes and expressions, with
 * the variables that they use. Nothing here is evaluated.
 */
@NullMarked
package dev.sluice.template.syntax;

import org.jspecify.annotations.NullMarked;
