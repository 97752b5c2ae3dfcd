/** For authors of modules: scenarios from transcripts, the contract of modules, and runs of tasks against a real shell. */
@NullMarked
package dev.sluice.testing;

import org.jspecify.annotations.NullMarked;
