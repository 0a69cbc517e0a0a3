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
}
