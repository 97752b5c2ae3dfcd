/** Requests that a host makes. */
@NullMarked
package dev.sluice.modules.system.network;

import org.jspecify.annotations.NullMarked;
