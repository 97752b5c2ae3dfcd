/** The tasks that steer a run: {@code meta}, {@code include_tasks}, {@code include_role}, {@code include_vars}. */
@NullMarked
package dev.sluice.control;

import org.jspecify.annotations.NullMarked;
