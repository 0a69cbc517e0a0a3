package io.pgcause.agent;

/**
 * One instance since the agent began.
 *
 * @param frames what became of its frames
 * @param cycles begun
 * @param samples values read in them
 * @param skippedTicks that passed while a cycle still ran
 * @param failedCycles that gave no frame
 */
public record InstanceStats(
    SpoolStats frames, long cycles, long samples, long skippedTicks, long failedCycles) {}
