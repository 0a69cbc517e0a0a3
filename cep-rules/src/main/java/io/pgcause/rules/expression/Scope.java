package io.pgcause.rules.expression;

import io.pgcause.wire.metric.Snapshot;

/**
 * What an expression sees while it is evaluated once.
 *
 * <p>A number that does not exist is NaN, for one of two reasons. Either nobody knows it: its group
 * was not sampled, or the rows have no value. Then {@link #unknown} is set and the comparison is
 * unknown. Or it is known that there is nothing to take the largest of: then it is not, and the
 * comparison is false.
 */
final class Scope {

  final Snapshot snapshot;
  final SlopeWindows windows;

  /** Whether a number since the last reset was missing because nobody knows it. */
  boolean unknown;

  Scope(Snapshot snapshot, SlopeWindows windows) {
    this.snapshot = snapshot;
    this.windows = windows;
  }

  /** The number nobody knows. */
  double unknown() {
    unknown = true;
    return Double.NaN;
  }
}
