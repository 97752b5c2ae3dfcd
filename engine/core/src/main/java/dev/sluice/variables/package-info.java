/** The variables and keywords of a task on a host: layers, templates, conditions, loops. */
@NullMarked
package dev.sluice.variables;

import org.jspecify.annotations.NullMarked;
