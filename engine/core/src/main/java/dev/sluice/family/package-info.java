/** Where modules come from: the families of the distribution, and jars that somebody else wrote. */
@NullMarked
package dev.sluice.family;

import org.jspecify.annotations.NullMarked;
