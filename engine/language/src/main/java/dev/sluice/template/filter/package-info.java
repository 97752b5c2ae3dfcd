/** The filters and tests of the language: those of Jinja2 3.1 and of ansible-core's builtin collection. */
@NullMarked
package dev.sluice.template.filter;

import org.jspecify.annotations.NullMarked;
