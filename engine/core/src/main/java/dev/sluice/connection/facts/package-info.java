/** Answers kept in files, so that a runbook can be checked without reaching a target. */
@NullMarked
package dev.sluice.connection.facts;

import org.jspecify.annotations.NullMarked;
