/** Runs runbooks: walks phases and tasks in check or apply, over all targets. */
@NullMarked
package dev.sluice.run;

import org.jspecify.annotations.NullMarked;
