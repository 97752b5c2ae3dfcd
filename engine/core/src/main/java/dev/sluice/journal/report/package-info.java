/** The listeners that report a run to people and to programs. */
@NullMarked
package dev.sluice.journal.report;

import org.jspecify.annotations.NullMarked;
