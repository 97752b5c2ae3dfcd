/**
 * Expressions and templates of the language: Jinja2's grammar with Python's semantics, as playbooks use it, and three
 * values that Jinja2 does not have: undefined, unknown and secret.
 */
@NullMarked
package dev.sluice.template;

import org.jspecify.annotations.NullMarked;
