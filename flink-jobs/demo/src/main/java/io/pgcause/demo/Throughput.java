package io.pgcause.demo;

import java.time.Duration;
import java.time.Instant;

/** The rate of a growing count between two looks at it. */
final class Throughput {

  private Instant last = Instant.EPOCH;
  private long lastCount;

  /** Per second since the last call; 0 at the first. */
  double perSecond(Instant now, long count) {
    double seconds = Duration.between(last, now).toMillis() / 1000.0;
    double rate = last.equals(Instant.EPOCH) || seconds <= 0 ? 0 : (count - lastCount) / seconds;
    last = now;
    lastCount = count;
    return rate;
  }
}
