/** What can be found out about runbooks without running them, and what is found wrong. */
@NullMarked
package dev.sluice.validate;

import org.jspecify.annotations.NullMarked;
