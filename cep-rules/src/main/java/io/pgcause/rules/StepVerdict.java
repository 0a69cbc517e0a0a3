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
 * @param enters whether the step is to be shown to the matcher now: when it begins, and for the
 *     first step of a pattern again and again while it holds
 */
public record StepVerdict(Truth condition, boolean held, boolean changed, boolean enters) {

  private static final StepVerdict[] ALL = new StepVerdict[Truth.values().length * 8];

  static {
    for (Truth condition : Truth.values()) {
      for (int flags = 0; flags < 8; flags++) {
        ALL[condition.ordinal() * 8 + flags] =
            new StepVerdict(condition, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
      }
    }
  }

  static StepVerdict of(Truth condition, boolean held, boolean changed, boolean enters) {
    int flags = (held ? 1 : 0) + (changed ? 2 : 0) + (enters ? 4 : 0);
    return ALL[condition.ordinal() * 8 + flags];
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
