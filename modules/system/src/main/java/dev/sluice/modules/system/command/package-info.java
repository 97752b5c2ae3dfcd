/** Commands with effects that nobody knows beforehand, unless the task says more about them. */
@NullMarked
package dev.sluice.modules.system.command;

import org.jspecify.annotations.NullMarked;
