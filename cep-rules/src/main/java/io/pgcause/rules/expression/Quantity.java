package io.pgcause.rules.expression;

import java.time.Duration;

/**
 * A constant number of an expression or a parameter.
 *
 * @param value in seconds, bytes or ones
 */
public record Quantity(double value, Dimension dimension) {

  /** Fits wherever a number may stand; for a parameter whose own value is wrong. */
  public static final Quantity ANY = new Quantity(0, Dimension.OPEN);

  boolean isTime() {
    return dimension.equals(Dimension.SECONDS);
  }

  /** The value as a time; only for {@link #isTime() times}. */
  Duration toDuration() {
    return Duration.ofNanos(Math.round(value * 1e9));
  }
}
