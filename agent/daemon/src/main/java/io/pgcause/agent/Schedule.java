package io.pgcause.agent;

/**
 * The ticks of one instance: a fixed distance apart, whatever a cycle takes. A tick that passes
 * while a cycle still runs is skipped, so that a slow instance gets fewer cycles, never a queue of
 * them. Not thread-safe.
 */
final class Schedule {

  private final long intervalNanos;
  private long next;

  /**
   * @param firstNanos time of the first tick
   */
  Schedule(long firstNanos, long intervalNanos) {
    this.next = firstNanos;
    this.intervalNanos = intervalNanos;
  }

  /** The tick to wait for now. */
  long next() {
    return next;
  }

  /**
   * The cycle of the tick has ended.
   *
   * @return ticks that passed meanwhile and are skipped
   */
  long ended(long nowNanos) {
    next += intervalNanos;
    long late = nowNanos - next;
    if (late <= 0) {
      return 0;
    }
    long skipped = (late + intervalNanos - 1) / intervalNanos;
    next += skipped * intervalNanos;
    return skipped;
  }
}
