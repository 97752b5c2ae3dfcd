/** What a run consists of and what it knows while it goes: setup, targets, hosts, phases, predictions. */
@NullMarked
package dev.sluice.state;

import org.jspecify.annotations.NullMarked;
