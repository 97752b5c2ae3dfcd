/**
 * How the values of the language behave in expressions: Python's operators, comparisons, methods and text forms, which
 * is what playbooks rely on. Nothing here knows of templates.
 */
@NullMarked
package dev.sluice.python;

import org.jspecify.annotations.NullMarked;
