package io.pgcause.flow.causality;

import io.pgcause.rules.RuleMemory;

/**
 * How far one rule is on one instance, besides its partial matches. A plain object for Flink's POJO
 * serialiser.
 */
public final class RuleProgress {

  /** What the conditions remember. */
  public RuleMemory memory = new RuleMemory();

  /** Whether the first step may begin a match: it has been false since the last one. */
  public boolean armed = true;

  /** Whether the first step held after the last snapshot, even if that one could not tell. */
  public boolean firstHeld;

  /** Whether a partial match waits for a later step. */
  public boolean waiting;

  /** The last snapshot that entered the automaton as the first step, epoch microseconds. */
  public long enteredMicros = Long.MIN_VALUE;

  /** The last snapshot at which the first step held and could begin a match. */
  public long lastHeldMicros = Long.MIN_VALUE;

  /** What the first step saw then, as {@link StepEvent#evidence()}. */
  public String lastHeldEvidence = "";
}
