/** Modules that steer a runbook and alter no host: messages, assertions, variables and waiting. */
@NullMarked
package dev.sluice.modules.system.flow;

import org.jspecify.annotations.NullMarked;
