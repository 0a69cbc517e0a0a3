package io.pgcause.agent;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: anything from nothing to a bound that grows with every try
 * (full jitter), so that agents that lost the same bridge do not come back together. Thread-safe.
 */
final class BackOff {

  private final List<Duration> bounds;
  private final RandomGenerator random;
  private int tries;

  /**
   * @param bounds of the first, second .. wait; the last one holds from then on
   */
  BackOff(List<Duration> bounds, RandomGenerator random) {
    this.bounds = List.copyOf(bounds);
    this.random = random;
  }

  synchronized Duration next() {
    Duration bound = bounds.get(Math.min(tries, bounds.size() - 1));
    tries++;
    return Duration.ofNanos(random.nextLong(bound.toNanos() + 1));
  }

  synchronized void reset() {
    tries = 0;
  }
}
