package io.pgcause.flow.causality;

/**
 * What enters the automaton of a rule: one of its steps holds at a snapshot.
 *
 * @param step position in the rule's sequence, from 0
 * @param atMicros time of the snapshot, microseconds since 1970 UTC
 * @param evidence JSON array of what made the condition true
 */
public record StepEvent(int step, long atMicros, String evidence) {}
