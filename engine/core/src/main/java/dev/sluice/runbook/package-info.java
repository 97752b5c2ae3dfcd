/** The model of runbooks and how it is loaded from YAML: phases, blocks, tasks, roles and their keywords. */
@NullMarked
package dev.sluice.runbook;

import org.jspecify.annotations.NullMarked;
