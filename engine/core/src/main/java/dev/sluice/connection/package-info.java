/** How targets are reached: a framed shell over SSH or on this machine, and the sandbox. */
@NullMarked
package dev.sluice.connection;

import org.jspecify.annotations.NullMarked;
