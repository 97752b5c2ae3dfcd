package dev.sluice.run;

/**
 * A target beside the one on which a task acts.
 *
 * @param state what the run holds of it
 * @param connection the name of its connection
 */
record OtherTarget(TargetState state, String connection) {}
