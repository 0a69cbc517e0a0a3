package io.pgcause.rules;

import io.pgcause.rules.expression.Truth;

/**
 * What one snapshot says about a step. There are few different ones; none is made on the way.
 *
 * @param condition whether the condition holds at this snapshot
 * @param held whether the step holds: its condition has held for its {@code for} time. A snapshot
 *     that cannot tell ({@link Truth#UNKNOWN}) leaves this as it was, for a while
 * @param changed whether {@code held} is news: the step began to hold, began anew after a silence,
 *     or ended
 */
public record StepVerdict(Truth condition, boolean held, boolean changed) {

  private static final StepVerdict[] ALL = new StepVerdict[Truth.values().length * 4];

  static {
    for (Truth condition : Truth.values()) {
      for (int flags = 0; flags < 4; flags++) {
        ALL[condition.ordinal() * 4 + flags] =
            new StepVerdict(condition, (flags & 1) != 0, (flags & 2) != 0);
      }
    }
  }

  static StepVerdict of(Truth condition, boolean held, boolean changed) {
    int flags = (held ? 1 : 0) + (changed ? 2 : 0);
    return ALL[condition.ordinal() * 4 + flags];
  }

  /**
   * Whether this very snapshot shows that the step holds. One that cannot tell does not: what
   * follows from a step must have been seen.
   */
  public boolean holdsNow() {
    return held && condition == Truth.TRUE;
  }

  /** The rising edge: the step holds from this snapshot on. */
  public boolean began() {
    return held && changed;
  }

  /** The falling edge: the step held until the snapshot before. */
  public boolean ended() {
    return !held && changed;
  }
}
