package dev.sluice.task;

import dev.sluice.state.TargetState;

/**
 * A target beside the one on which a task acts.
 *
 * @param state what the run holds of it
 * @param connection the name of its connection
 */
record OtherTarget(TargetState state, String connection) {}
