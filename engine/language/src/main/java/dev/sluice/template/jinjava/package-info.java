/** What Jinjava carries: the tree of a template's statements, and the filters and tests that jars bring by its interfaces. */
@NullMarked
package dev.sluice.template.jinjava;

import org.jspecify.annotations.NullMarked;
