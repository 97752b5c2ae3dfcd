/** Which phases may run at the same time. */
@NullMarked
package dev.sluice.order;

import org.jspecify.annotations.NullMarked;
